"""How much work a mail is: a generated mailbox through the real command, and beside it the least that anybody needs."""

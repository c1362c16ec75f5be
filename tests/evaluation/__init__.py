"""How well mails are read, beside libraries that read them too: `make eval CORPORA=FOLDER`."""

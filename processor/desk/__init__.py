"""What can happen to a ticket. Everything here runs inside a unit of work and sends nothing: mails are queued."""

"""The daemon, the desk and the command line of ticketd."""

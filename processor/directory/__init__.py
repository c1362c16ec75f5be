"""Where the directory of people comes from: files, LDAP servers; and what a new state of it changes."""

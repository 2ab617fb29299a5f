"""The views: each reads a request, asks the office, and shows; writing is the door's and the register's."""

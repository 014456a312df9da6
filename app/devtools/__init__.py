"""Tools for demonstrations and for those who build: nobody else imports them."""

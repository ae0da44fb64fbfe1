"""What falls due is told by mail: composed once a day, kept in an outbox, sent when the mail server answers."""

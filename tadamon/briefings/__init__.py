"""Two pages to read before one meets a country, a body, or goes to an event: made from the records."""

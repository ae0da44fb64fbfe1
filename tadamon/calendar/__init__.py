"""What happens when: activities of every kind, what falls due, days off; as pages, on paper and as feeds."""

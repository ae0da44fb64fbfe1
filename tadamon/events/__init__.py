"""Events: conferences, workshops, expos and visits, with whom we sent, what came of them and what followed."""

"""XML as a stream of events; only the helpers are here."""

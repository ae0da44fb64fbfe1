"""Issues of citizens: raised at open-door meetings, answered on the spot or referred, and followed up."""

"""The engine: bytes in, Report out. It knows no server, no queue and no database."""

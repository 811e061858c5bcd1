"""Teams of a class, and students who move to another one."""

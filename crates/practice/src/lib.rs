//! A strict stand-in for the gateway that really draws pictures.

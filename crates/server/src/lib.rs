//! The program ideomix: serves the studio, proxies to the gateway, practises.

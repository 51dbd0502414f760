"""Local doubles of the gateways: real servers on real sockets that check signatures and fail as documented."""

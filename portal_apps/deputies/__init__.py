"""Terms, bodies, deputies and their mandates: what every case app stands on."""

//! Key file, peppers, Argon2 and the types that hold secrets.

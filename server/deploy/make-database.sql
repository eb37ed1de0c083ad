-- One user owns the tables and migrates them, the other one is the server: it cannot rewrite the ledger.
create role wellmet_owner login password :'owner_password';
create role wellmet login password :'application_password';
create database wellmet owner wellmet_owner;

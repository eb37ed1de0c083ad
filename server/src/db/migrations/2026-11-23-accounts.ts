/** What better-auth 1.7 with its organization plugin wants (accounts/auth.test.ts asks it), with uuid ids; and the counters of rate limits. */
import { sql, type Kysely } from 'kysely';

const statements = [
  sql`create table "user" (
    id uuid primary key,
    name text not null,
    email text not null unique,
    "emailVerified" boolean not null,
    image text,
    "createdAt" timestamptz not null default current_timestamp,
    "updatedAt" timestamptz not null default current_timestamp
  )`,
  sql`create table organization (
    id uuid primary key,
    name text not null,
    slug text not null unique,
    logo text,
    "createdAt" timestamptz not null,
    metadata text
  )`,
  sql`create table session (
    id uuid primary key,
    "expiresAt" timestamptz not null,
    token text not null unique,
    "createdAt" timestamptz not null default current_timestamp,
    "updatedAt" timestamptz not null,
    "ipAddress" text,
    "userAgent" text,
    "userId" uuid not null references "user" (id) on delete cascade,
    "activeOrganizationId" uuid
  )`,
  sql`create index "session_userId_idx" on session ("userId")`,
  sql`create table account (
    id uuid primary key,
    "accountId" text not null,
    "providerId" text not null,
    "userId" uuid not null references "user" (id) on delete cascade,
    "accessToken" text,
    "refreshToken" text,
    "idToken" text,
    "accessTokenExpiresAt" timestamptz,
    "refreshTokenExpiresAt" timestamptz,
    scope text,
    password text,
    "createdAt" timestamptz not null default current_timestamp,
    "updatedAt" timestamptz not null
  )`,
  sql`create index "account_userId_idx" on account ("userId")`,
  sql`create table verification (
    id uuid primary key,
    identifier text not null,
    value text not null,
    "expiresAt" timestamptz not null,
    "createdAt" timestamptz not null default current_timestamp,
    "updatedAt" timestamptz not null default current_timestamp
  )`,
  sql`create index verification_identifier_idx on verification (identifier)`,
  sql`create table member (
    id uuid primary key,
    "organizationId" uuid not null references organization (id) on delete cascade,
    "userId" uuid not null references "user" (id) on delete cascade,
    role text not null,
    "createdAt" timestamptz not null,
    unique ("organizationId", "userId")
  )`,
  sql`create index "member_organizationId_idx" on member ("organizationId")`,
  sql`create index "member_userId_idx" on member ("userId")`,
  sql`create table invitation (
    id uuid primary key,
    "organizationId" uuid not null references organization (id) on delete cascade,
    email text not null,
    role text,
    status text not null,
    "expiresAt" timestamptz not null,
    "createdAt" timestamptz not null default current_timestamp,
    "inviterId" uuid not null references "user" (id) on delete cascade
  )`,
  sql`create index "invitation_organizationId_idx" on invitation ("organizationId")`,
  sql`create index invitation_email_idx on invitation (email)`,
  sql`create table rate_limit (key varchar(255) primary key, points integer not null default 0, expire bigint)`,
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}

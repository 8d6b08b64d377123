CREATE TABLE `client_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`jwks` text,
	`jwks_uri` text,
	`created_at` text NOT NULL,
	`last_used_at` text,
	FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "client_keys_one" CHECK(("client_keys"."jwks" is null) <> ("client_keys"."jwks_uri" is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `client_keys_client` ON `client_keys` (`client_id`);--> statement-breakpoint
CREATE TABLE `refusals` (
	`hash` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL,
	`last_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `refusals_last` ON `refusals` (`last_at`);--> statement-breakpoint
CREATE TABLE `used_assertions` (
	`hash` text PRIMARY KEY NOT NULL,
	`expires_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `used_assertions_expiry` ON `used_assertions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `audit_checkpoints` (
	`position` integer PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`jws` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `audit_seals` (
	`position` integer PRIMARY KEY NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `consents` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`subject` text NOT NULL,
	`tlp` text NOT NULL,
	`audience` text NOT NULL,
	`group_id` text,
	`note` text,
	`given_at` text NOT NULL,
	`withdrawn_at` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`network_id`) REFERENCES `networks`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`group_id`) REFERENCES `groups`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `consents_subject` ON `consents` (`subject`,`organisation_id`);--> statement-breakpoint
CREATE INDEX `consents_organisation` ON `consents` (`organisation_id`,`id`);--> statement-breakpoint
CREATE INDEX `consents_network` ON `consents` (`network_id`,`id`);--> statement-breakpoint
CREATE TABLE `group_members` (
	`id` text PRIMARY KEY NOT NULL,
	`group_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text,
	FOREIGN KEY (`group_id`) REFERENCES `groups`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "group_members_period" CHECK("group_members"."ends_on" is null or "group_members"."starts_on" <= "group_members"."ends_on")
);
--> statement-breakpoint
CREATE INDEX `group_members_group` ON `group_members` (`group_id`,`id`);--> statement-breakpoint
CREATE INDEX `group_members_organisation` ON `group_members` (`organisation_id`,`group_id`);--> statement-breakpoint
CREATE TABLE `groups` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`name` text NOT NULL,
	`purpose` text NOT NULL,
	`tlp` text NOT NULL,
	`created_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`network_id`) REFERENCES `networks`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "groups_label" CHECK("groups"."tlp" in ('GREEN', 'AMBER'))
);
--> statement-breakpoint
CREATE INDEX `groups_organisation` ON `groups` (`organisation_id`,`id`);--> statement-breakpoint
CREATE TABLE `named_persons` (
	`subject` text NOT NULL,
	`client_id` text NOT NULL,
	PRIMARY KEY(`client_id`, `subject`),
	FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `named_persons_subject` ON `named_persons` (`subject`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_audit` (
	`position` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`at` text NOT NULL,
	`client_id` text,
	`organisation_id` text,
	`network_id` text,
	`action` text NOT NULL,
	`subject` text NOT NULL,
	`source_id` text,
	`request_id` text NOT NULL,
	`change_hash` text NOT NULL
);
--> statement-breakpoint
INSERT INTO `__new_audit`("id", "at", "client_id", "organisation_id", "network_id", "action", "subject", "request_id", "change_hash") SELECT "id", "at", "client_id", "organisation_id", "network_id", "action", "subject", "request_id", "change_hash" FROM `audit` ORDER BY rowid;--> statement-breakpoint
DROP TABLE `audit`;--> statement-breakpoint
ALTER TABLE `__new_audit` RENAME TO `audit`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `audit_id_unique` ON `audit` (`id`);--> statement-breakpoint
CREATE INDEX `audit_subject` ON `audit` (`subject`,`position`);--> statement-breakpoint
CREATE INDEX `audit_organisation` ON `audit` (`organisation_id`,`position`);--> statement-breakpoint
CREATE INDEX `audit_source` ON `audit` (`source_id`,`position`);--> statement-breakpoint
CREATE INDEX `audit_network` ON `audit` (`network_id`,`position`);--> statement-breakpoint
ALTER TABLE `clients` ADD `suspended` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `signing_keys` ADD `purpose` text DEFAULT 'token' NOT NULL;--> statement-breakpoint
ALTER TABLE `outbox` ADD `organisation_id` text;--> statement-breakpoint
ALTER TABLE `outbox` ADD `group_id` text;--> statement-breakpoint
CREATE TABLE `__new_plans` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`organisation_id` text,
	`tlp` text NOT NULL,
	`audience` text NOT NULL,
	`group_id` text,
	`current_version_id` text NOT NULL,
	`created_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`network_id`) REFERENCES `networks`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`group_id`) REFERENCES `groups`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "plans_label" CHECK(case audience when 'public' then tlp in ('CLEAR') when 'network' then tlp in ('GREEN') when 'governments' then tlp in ('GREEN', 'AMBER') when 'group' then tlp in ('GREEN', 'AMBER') when 'organisation' then tlp in ('GREEN', 'AMBER', 'AMBER+STRICT') when 'persons' then tlp in ('GREEN', 'AMBER', 'AMBER+STRICT', 'RED') else 0 end and (audience = 'group') = (group_id is not null))
);
--> statement-breakpoint
INSERT INTO `__new_plans`("id", "network_id", "organisation_id", "tlp", "audience", "current_version_id", "created_at") SELECT "id", "network_id", (SELECT "organisation_id" FROM `memberships` WHERE `memberships`."network_id" = `plans`."network_id" AND "role" = 'secretariat' ORDER BY "starts_on" LIMIT 1), "tlp", "audience", "current_version_id", "created_at" FROM `plans`;--> statement-breakpoint
DROP TABLE `plans`;--> statement-breakpoint
ALTER TABLE `__new_plans` RENAME TO `plans`;--> statement-breakpoint
CREATE INDEX `plans_audience` ON `plans` (`audience`,`network_id`);--> statement-breakpoint
CREATE INDEX `plans_group` ON `plans` (`group_id`);--> statement-breakpoint
CREATE INDEX `plans_organisation` ON `plans` (`organisation_id`);--> statement-breakpoint
CREATE TRIGGER `audit_no_update` BEFORE UPDATE ON `audit` BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `audit_no_delete` BEFORE DELETE ON `audit` BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `audit_seals_no_update` BEFORE UPDATE ON `audit_seals` BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `audit_seals_no_delete` BEFORE DELETE ON `audit_seals` BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `audit_checkpoints_no_update` BEFORE UPDATE ON `audit_checkpoints` BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `audit_checkpoints_no_delete` BEFORE DELETE ON `audit_checkpoints` BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `audit_no_replace` BEFORE INSERT ON `audit` WHEN EXISTS (SELECT 1 FROM `audit` WHERE position = NEW.position OR id = NEW.id) BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `audit_seals_no_replace` BEFORE INSERT ON `audit_seals` WHEN EXISTS (SELECT 1 FROM `audit_seals` WHERE position = NEW.position) BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `audit_checkpoints_no_replace` BEFORE INSERT ON `audit_checkpoints` WHEN EXISTS (SELECT 1 FROM `audit_checkpoints` WHERE position = NEW.position) BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;

CREATE TABLE `client_secrets` (
	`id` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`hash` text NOT NULL,
	`created_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`last_used_at` text,
	FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `client_secrets_client` ON `client_secrets` (`client_id`);--> statement-breakpoint
CREATE TABLE `clients` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`revoked` integer DEFAULT false NOT NULL,
	`created_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `clients_organisation` ON `clients` (`organisation_id`,`id`);--> statement-breakpoint
CREATE TABLE `memberships` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`role` text NOT NULL,
	`code` text NOT NULL,
	`aliases` text NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`network_id`) REFERENCES `networks`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "memberships_period" CHECK("memberships"."ends_on" is null or "memberships"."starts_on" < "memberships"."ends_on")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `memberships_code` ON `memberships` (`network_id`,`code`) WHERE ends_on is null;--> statement-breakpoint
CREATE UNIQUE INDEX `memberships_open` ON `memberships` (`network_id`,`organisation_id`) WHERE ends_on is null;--> statement-breakpoint
CREATE INDEX `memberships_organisation` ON `memberships` (`organisation_id`,`network_id`);--> statement-breakpoint
CREATE INDEX `memberships_network` ON `memberships` (`network_id`,`organisation_id`);--> statement-breakpoint
CREATE TABLE `networks` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`bodies` text NOT NULL,
	`created_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `networks_code_unique` ON `networks` (`code`);--> statement-breakpoint
CREATE TABLE `organisations` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`country` text,
	`suspended` integer DEFAULT false NOT NULL,
	`created_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `presidencies` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`network_id`) REFERENCES `networks`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "presidencies_period" CHECK("presidencies"."ends_on" is null or "presidencies"."starts_on" < "presidencies"."ends_on")
);
--> statement-breakpoint
CREATE INDEX `presidencies_network` ON `presidencies` (`network_id`,`starts_on`);--> statement-breakpoint
CREATE TABLE `signing_keys` (
	`kid` text PRIMARY KEY NOT NULL,
	`public_key` text NOT NULL,
	`wrapped_key` text NOT NULL,
	`created_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `audit` (
	`id` text PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`client_id` text,
	`organisation_id` text,
	`network_id` text,
	`action` text NOT NULL,
	`subject` text NOT NULL,
	`request_id` text NOT NULL,
	`change_hash` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_subject` ON `audit` (`subject`,`id`);--> statement-breakpoint
CREATE TABLE `guard` (
	`passed` integer PRIMARY KEY NOT NULL,
	CONSTRAINT "guard_passed" CHECK("guard"."passed" = 1)
);
--> statement-breakpoint
CREATE TABLE `idempotency` (
	`key` text PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`commit_id` text NOT NULL,
	`answer` text,
	`created_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `idempotency_created` ON `idempotency` (`created_at`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`network_id` text,
	`tlp` text NOT NULL,
	`audience` text NOT NULL,
	`subject` text NOT NULL,
	`sequence` integer NOT NULL,
	`at` text NOT NULL,
	`data` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_subject` ON `outbox` (`subject`,`sequence`);--> statement-breakpoint
CREATE TABLE `activities` (
	`row` integer PRIMARY KEY NOT NULL,
	`version_id` text NOT NULL,
	`id` text NOT NULL,
	`plan_id` text NOT NULL,
	`network_id` text NOT NULL,
	`current` integer NOT NULL,
	`ordinal` integer NOT NULL,
	`part` text NOT NULL,
	`axis` text NOT NULL,
	`objective_id` text NOT NULL,
	`number` text,
	`schedule_status` text,
	`cadence` text NOT NULL,
	`from_plan_of_action` integer NOT NULL,
	`placeholder` integer NOT NULL,
	`orphan` integer NOT NULL,
	`content` text NOT NULL,
	FOREIGN KEY (`version_id`) REFERENCES `plan_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`network_id`) REFERENCES `networks`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `activities_item` ON `activities` (`version_id`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `activities_current` ON `activities` (`id`) WHERE current = 1;--> statement-breakpoint
CREATE UNIQUE INDEX `activities_order` ON `activities` (`plan_id`,`ordinal`) WHERE current = 1;--> statement-breakpoint
CREATE INDEX `activities_version` ON `activities` (`version_id`,`ordinal`);--> statement-breakpoint
CREATE TABLE `citations` (
	`version_id` text NOT NULL,
	`activity_id` text NOT NULL,
	`mandate_id` text NOT NULL,
	PRIMARY KEY(`version_id`, `activity_id`, `mandate_id`),
	FOREIGN KEY (`mandate_id`) REFERENCES `mandates`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `citations_mandate` ON `citations` (`mandate_id`,`version_id`);--> statement-breakpoint
CREATE TABLE `mandates` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`key` text NOT NULL,
	`raw` text NOT NULL,
	`point` text,
	`instrument` text,
	`body` text,
	`session` text,
	`place` text,
	`date` text,
	`complete` integer NOT NULL,
	FOREIGN KEY (`network_id`) REFERENCES `networks`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mandates_key` ON `mandates` (`network_id`,`key`);--> statement-breakpoint
CREATE TABLE `objectives` (
	`version_id` text NOT NULL,
	`id` text NOT NULL,
	`ordinal` integer NOT NULL,
	`part` text NOT NULL,
	`axis` text NOT NULL,
	`content` text NOT NULL,
	PRIMARY KEY(`version_id`, `id`),
	FOREIGN KEY (`version_id`) REFERENCES `plan_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `objectives_ordinal` ON `objectives` (`version_id`,`ordinal`);--> statement-breakpoint
CREATE TABLE `plan_imports` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`language` text NOT NULL,
	`media_type` text NOT NULL,
	`state` text NOT NULL,
	`plan_id` text,
	`base_version_id` text,
	`outline` text NOT NULL,
	`counts` text NOT NULL,
	`findings` text NOT NULL,
	`changes` text NOT NULL,
	`created_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`network_id`) REFERENCES `networks`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `plan_imports_network` ON `plan_imports` (`network_id`,`id`);--> statement-breakpoint
CREATE TABLE `plan_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`plan_id` text NOT NULL,
	`number` integer NOT NULL,
	`title` text NOT NULL,
	`updated_on` text,
	`effective_on` text NOT NULL,
	`parts` text NOT NULL,
	`import_id` text NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`import_id`) REFERENCES `plan_imports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `plan_versions_number` ON `plan_versions` (`plan_id`,`number`);--> statement-breakpoint
CREATE TABLE `plans` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`tlp` text NOT NULL,
	`audience` text NOT NULL,
	`current_version_id` text NOT NULL,
	`created_at` text NOT NULL,
	FOREIGN KEY (`network_id`) REFERENCES `networks`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `plans_audience` ON `plans` (`audience`,`network_id`);--> statement-breakpoint
CREATE TABLE `responsibilities` (
	`version_id` text NOT NULL,
	`activity_id` text NOT NULL,
	`ordinal` integer NOT NULL,
	`party` text NOT NULL,
	`role` text NOT NULL,
	PRIMARY KEY(`version_id`, `activity_id`, `ordinal`)
);
--> statement-breakpoint
CREATE INDEX `responsibilities_party` ON `responsibilities` (`party`,`version_id`,`activity_id`);
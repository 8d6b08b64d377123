CREATE TABLE `event_acknowledgements` (
	`position` integer NOT NULL,
	`organisation_id` text NOT NULL,
	`state` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`position`, `organisation_id`),
	FOREIGN KEY (`position`) REFERENCES `outbox`(`position`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `webhook_attempts` (
	`endpoint_id` text NOT NULL,
	`position` integer NOT NULL,
	`number` integer NOT NULL,
	`started_at` text NOT NULL,
	`outcome` text DEFAULT 'running' NOT NULL,
	`status` integer,
	`milliseconds` integer,
	`answer` text,
	PRIMARY KEY(`endpoint_id`, `position`, `number`),
	FOREIGN KEY (`endpoint_id`) REFERENCES `webhook_endpoints`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `webhook_deliveries` (
	`endpoint_id` text NOT NULL,
	`position` integer NOT NULL,
	`subject` text NOT NULL,
	`state` text DEFAULT 'pending' NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`opened_at` text NOT NULL,
	`due_at` text DEFAULT '' NOT NULL,
	`claimed_at` text DEFAULT '' NOT NULL,
	`run_id` text,
	`settled_at` text,
	PRIMARY KEY(`endpoint_id`, `position`),
	FOREIGN KEY (`endpoint_id`) REFERENCES `webhook_endpoints`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`position`) REFERENCES `outbox`(`position`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `webhook_deliveries_event` ON `webhook_deliveries` (`position`);--> statement-breakpoint
CREATE INDEX `webhook_deliveries_state` ON `webhook_deliveries` (`endpoint_id`,`state`,`position`);--> statement-breakpoint
CREATE INDEX `webhook_deliveries_due` ON `webhook_deliveries` (`due_at`) WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX `webhook_deliveries_order` ON `webhook_deliveries` (`endpoint_id`,`subject`,`position`) WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX `webhook_deliveries_run` ON `webhook_deliveries` (`run_id`) WHERE run_id is not null;--> statement-breakpoint
CREATE INDEX `webhook_deliveries_under_way` ON `webhook_deliveries` (`endpoint_id`) WHERE run_id is not null;--> statement-breakpoint
CREATE TABLE `webhook_endpoints` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`network_id` text,
	`url` text NOT NULL,
	`types` text NOT NULL,
	`description` text,
	`in_order` integer DEFAULT false NOT NULL,
	`state` text DEFAULT 'unproved' NOT NULL,
	`reason` text,
	`created_at` text NOT NULL,
	`proved_at` text,
	`delivered_at` text,
	`greeted_at` text,
	`failing_since` text,
	`warned` integer DEFAULT 0 NOT NULL,
	`held_until` text,
	`gap_since` text,
	`gap_until` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`network_id`) REFERENCES `networks`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "webhook_endpoints_reason" CHECK(("state" = 'disabled') = ("reason" is not null))
);
--> statement-breakpoint
CREATE INDEX `webhook_endpoints_organisation` ON `webhook_endpoints` (`organisation_id`,`id`);--> statement-breakpoint
CREATE TABLE `webhook_keys` (
	`kid` text PRIMARY KEY NOT NULL,
	`public_key` text NOT NULL,
	`kek` text NOT NULL,
	`wrapped_key` text NOT NULL,
	`created_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `webhook_secrets` (
	`id` text PRIMARY KEY NOT NULL,
	`endpoint_id` text NOT NULL,
	`kek` text NOT NULL,
	`wrapped_key` text NOT NULL,
	`created_at` text NOT NULL,
	`expires_at` text,
	FOREIGN KEY (`endpoint_id`) REFERENCES `webhook_endpoints`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `webhook_secrets_endpoint` ON `webhook_secrets` (`endpoint_id`,`id`);--> statement-breakpoint
CREATE TABLE `__new_outbox` (
	`position` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`type` text NOT NULL,
	`network_id` text,
	`tlp` text NOT NULL,
	`audience` text NOT NULL,
	`organisation_id` text,
	`group_id` text,
	`subject` text NOT NULL,
	`sequence` integer NOT NULL,
	`at` text NOT NULL,
	`data` text NOT NULL,
	`relayed_at` text
);
--> statement-breakpoint
INSERT INTO `__new_outbox`("id", "type", "network_id", "tlp", "audience", "organisation_id", "group_id", "subject", "sequence", "at", "data", "relayed_at") SELECT "id", "type", "network_id", "tlp", "audience", "organisation_id", "group_id", "subject", "sequence", "at", "data", "at" FROM `outbox` ORDER BY rowid;--> statement-breakpoint
DROP TABLE `outbox`;--> statement-breakpoint
ALTER TABLE `__new_outbox` RENAME TO `outbox`;--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_id_unique` ON `outbox` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_subject` ON `outbox` (`subject`,`sequence`);--> statement-breakpoint
CREATE INDEX `outbox_network` ON `outbox` (`network_id`,`position`);--> statement-breakpoint
CREATE INDEX `outbox_at` ON `outbox` (`at`);--> statement-breakpoint
CREATE INDEX `outbox_waiting` ON `outbox` (`position`) WHERE relayed_at is null;
CREATE TABLE `training_calendar_links` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`client_id` text,
	`name` text NOT NULL,
	`hash` text NOT NULL,
	`filter` text NOT NULL,
	`created_at` text NOT NULL,
	`revoked_at` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `training_calendar_links_hash` ON `training_calendar_links` (`hash`);--> statement-breakpoint
CREATE INDEX `training_calendar_links_organisation` ON `training_calendar_links` (`organisation_id`,`id`);--> statement-breakpoint
CREATE TABLE `training_subscriptions` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`name` text NOT NULL,
	`url` text NOT NULL,
	`countries` text NOT NULL,
	`audiences` text NOT NULL,
	`events` text NOT NULL,
	`left_out` integer DEFAULT 0 NOT NULL,
	`etag` text,
	`last_modified` text,
	`read_at` text,
	`fault` text,
	`faults` integer DEFAULT 0 NOT NULL,
	`due_at` text NOT NULL,
	`created_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`network_id`) REFERENCES `networks`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `training_subscriptions_url` ON `training_subscriptions` (`network_id`,`url`);--> statement-breakpoint
CREATE INDEX `training_subscriptions_due` ON `training_subscriptions` (`due_at`);--> statement-breakpoint
CREATE TABLE `training_certificates` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`enrolment_id` text NOT NULL,
	`training_id` text NOT NULL,
	`kind` text NOT NULL,
	`holder` text,
	`name_shown` integer NOT NULL,
	`content` text NOT NULL,
	`issued_at` text NOT NULL,
	`revoked_at` text,
	`reason` text,
	`replaced_by` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`enrolment_id`) REFERENCES `training_enrolments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`training_id`) REFERENCES `trainings`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "training_certificates_reason" CHECK("training_certificates"."revoked_at" is null or "training_certificates"."reason" is not null),
	CONSTRAINT "training_certificates_shown" CHECK(not "training_certificates"."name_shown" or "training_certificates"."holder" is not null)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `training_certificates_code` ON `training_certificates` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `training_certificates_valid` ON `training_certificates` (`enrolment_id`,`kind`) WHERE revoked_at is null;--> statement-breakpoint
CREATE INDEX `training_certificates_training` ON `training_certificates` (`training_id`,`id`);--> statement-breakpoint
CREATE INDEX `training_certificates_enrolment` ON `training_certificates` (`enrolment_id`,`id`);--> statement-breakpoint
CREATE TABLE `training_documents` (
	`id` text PRIMARY KEY NOT NULL,
	`training_id` text NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`language` text,
	`public` integer NOT NULL,
	`url` text,
	`file_id` text,
	`created_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`training_id`) REFERENCES `trainings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`file_id`) REFERENCES `files`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "training_documents_one" CHECK(("training_documents"."url" is null) <> ("training_documents"."file_id" is null))
);
--> statement-breakpoint
CREATE INDEX `training_documents_training` ON `training_documents` (`training_id`,`id`);--> statement-breakpoint
CREATE INDEX `training_documents_file` ON `training_documents` (`file_id`);--> statement-breakpoint
CREATE TABLE `training_guests` (
	`training_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`state` text NOT NULL,
	PRIMARY KEY(`training_id`, `organisation_id`),
	FOREIGN KEY (`training_id`) REFERENCES `trainings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `training_guests_organisation` ON `training_guests` (`organisation_id`);--> statement-breakpoint
ALTER TABLE `training_enrolments` ADD `evaluation` text;--> statement-breakpoint
ALTER TABLE `trainings` ADD `report_id` text;--> statement-breakpoint
ALTER TABLE `webhook_keys` RENAME TO `platform_keys`;--> statement-breakpoint
ALTER TABLE `platform_keys` ADD `purpose` text DEFAULT 'webhook' NOT NULL;
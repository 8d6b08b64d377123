CREATE TABLE `training_enrolments` (
	`id` text PRIMARY KEY NOT NULL,
	`training_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`country` text,
	`name` text,
	`post` text,
	`sex` text,
	`state` text NOT NULL,
	`attended` text NOT NULL,
	`erased_at` text,
	`created_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`training_id`) REFERENCES `trainings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "training_enrolments_erased" CHECK(("training_enrolments"."erased_at" is null) = ("training_enrolments"."name" is not null)),
	CONSTRAINT "training_enrolments_attended" CHECK("training_enrolments"."state" = 'accepted' or "training_enrolments"."attended" = '[]')
);
--> statement-breakpoint
CREATE INDEX `training_enrolments_training` ON `training_enrolments` (`training_id`,`state`,`id`);--> statement-breakpoint
CREATE INDEX `training_enrolments_organisation` ON `training_enrolments` (`organisation_id`,`id`);--> statement-breakpoint
ALTER TABLE `trainings` ADD `replica_of` text GENERATED ALWAYS AS (content ->> '$.replicaOf') VIRTUAL;--> statement-breakpoint
CREATE INDEX `trainings_replica` ON `trainings` (`replica_of`,`first_day`,`id`);
CREATE TABLE `training_cosponsors` (
	`training_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`state` text NOT NULL,
	PRIMARY KEY(`training_id`, `organisation_id`),
	FOREIGN KEY (`training_id`) REFERENCES `trainings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `training_cosponsors_organisation` ON `training_cosponsors` (`organisation_id`);--> statement-breakpoint
CREATE TABLE `training_terms` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`list` text NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`created_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`network_id`) REFERENCES `networks`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `training_terms_code` ON `training_terms` (`network_id`,`list`,`code`);--> statement-breakpoint
CREATE TABLE `trainings` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`network_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`tlp` text NOT NULL,
	`audience` text NOT NULL,
	`group_id` text,
	`content` text NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`first_day` text NOT NULL,
	`last_day` text NOT NULL,
	`changes` integer DEFAULT 0 NOT NULL,
	`changed_at` text NOT NULL,
	`created_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`form` text GENERATED ALWAYS AS (content ->> '$.kind') VIRTUAL,
	`course_id` text GENERATED ALWAYS AS (content ->> '$.course') VIRTUAL,
	`country` text GENERATED ALWAYS AS (content ->> '$.country') VIRTUAL,
	`activity_id` text GENERATED ALWAYS AS (content ->> '$.activity') VIRTUAL,
	FOREIGN KEY (`network_id`) REFERENCES `networks`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`group_id`) REFERENCES `groups`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "trainings_label" CHECK(case audience when 'public' then tlp in ('CLEAR') when 'network' then tlp in ('GREEN') when 'governments' then tlp in ('GREEN', 'AMBER') when 'group' then tlp in ('GREEN', 'AMBER') when 'organisation' then tlp in ('GREEN', 'AMBER', 'AMBER+STRICT') when 'persons' then tlp in ('GREEN', 'AMBER', 'AMBER+STRICT', 'RED') else 0 end and (audience = 'group') = (group_id is not null)),
	CONSTRAINT "trainings_never_personal" CHECK("trainings"."audience" <> 'persons'),
	CONSTRAINT "trainings_days" CHECK("trainings"."first_day" <= "trainings"."last_day"),
	CONSTRAINT "trainings_reason" CHECK("trainings"."state" not in ('postponed', 'cancelled') or "trainings"."reason" is not null)
);
--> statement-breakpoint
CREATE INDEX `trainings_day` ON `trainings` (`kind`,`network_id`,`first_day`,`id`);--> statement-breakpoint
CREATE INDEX `trainings_audience` ON `trainings` (`kind`,`audience`,`first_day`,`id`);--> statement-breakpoint
CREATE INDEX `trainings_organisation` ON `trainings` (`kind`,`organisation_id`,`first_day`,`id`);--> statement-breakpoint
CREATE INDEX `trainings_course` ON `trainings` (`course_id`,`first_day`,`id`);
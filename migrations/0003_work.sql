CREATE TABLE `files` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`tlp` text NOT NULL,
	`name` text NOT NULL,
	`media_type` text NOT NULL,
	`bytes` integer NOT NULL,
	`digest` text NOT NULL,
	`kek_id` text NOT NULL,
	`wrapped_key` text,
	`created_at` text NOT NULL,
	FOREIGN KEY (`network_id`) REFERENCES `networks`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `files_organisation` ON `files` (`organisation_id`,`id`);--> statement-breakpoint
CREATE TABLE `tickets` (
	`hash` text PRIMARY KEY NOT NULL,
	`file_id` text NOT NULL,
	`client_id` text NOT NULL,
	`expires_at` text NOT NULL,
	`used_at` text,
	FOREIGN KEY (`file_id`) REFERENCES `files`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `tickets_expiry` ON `tickets` (`expires_at`);--> statement-breakpoint
CREATE TABLE `agreements` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`meeting_id` text NOT NULL,
	`point_id` text,
	`theme` text,
	`text` text NOT NULL,
	`owners` text NOT NULL,
	`recipients` text NOT NULL,
	`deadline` text NOT NULL,
	`state` text NOT NULL,
	`closed_on` text,
	`note` text,
	`created_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`network_id`) REFERENCES `networks`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`meeting_id`) REFERENCES `meetings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`point_id`) REFERENCES `meeting_points`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `agreements_network` ON `agreements` (`network_id`,`id`);--> statement-breakpoint
CREATE INDEX `agreements_meeting` ON `agreements` (`meeting_id`,`id`);--> statement-breakpoint
CREATE TABLE `meetings` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`organisation_id` text,
	`tlp` text NOT NULL,
	`audience` text NOT NULL,
	`group_id` text,
	`body` text NOT NULL,
	`session` text,
	`title` text,
	`place` text,
	`date` text,
	`starts_on` text,
	`ends_on` text,
	`before_id` text,
	`host_id` text,
	`presidency_id` text,
	`state` text NOT NULL,
	`participants` text NOT NULL,
	`documents` text NOT NULL,
	`created_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`network_id`) REFERENCES `networks`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`group_id`) REFERENCES `groups`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`before_id`) REFERENCES `meetings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`host_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`presidency_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "meetings_label" CHECK(case audience when 'public' then tlp in ('CLEAR') when 'network' then tlp in ('GREEN') when 'governments' then tlp in ('GREEN', 'AMBER') when 'group' then tlp in ('GREEN', 'AMBER') when 'organisation' then tlp in ('GREEN', 'AMBER', 'AMBER+STRICT') when 'persons' then tlp in ('GREEN', 'AMBER', 'AMBER+STRICT', 'RED') else 0 end and (audience = 'group') = (group_id is not null)),
	CONSTRAINT "meetings_days" CHECK(("meetings"."starts_on" is null) = ("meetings"."date" is null) and "meetings"."starts_on" <= "meetings"."ends_on")
);
--> statement-breakpoint
CREATE INDEX `meetings_audience` ON `meetings` (`audience`,`network_id`);--> statement-breakpoint
CREATE INDEX `meetings_group` ON `meetings` (`group_id`);--> statement-breakpoint
CREATE INDEX `meetings_organisation` ON `meetings` (`organisation_id`);--> statement-breakpoint
CREATE INDEX `meetings_body` ON `meetings` (`network_id`,`body`,`starts_on`);--> statement-breakpoint
CREATE UNIQUE INDEX `meetings_before` ON `meetings` (`before_id`) WHERE state <> 'cancelled';--> statement-breakpoint
CREATE TABLE `meeting_points` (
	`id` text PRIMARY KEY NOT NULL,
	`meeting_id` text NOT NULL,
	`ordinal` integer NOT NULL,
	`label` text NOT NULL,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`created_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`meeting_id`) REFERENCES `meetings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `meeting_points_label` ON `meeting_points` (`meeting_id`,`label`);--> statement-breakpoint
CREATE UNIQUE INDEX `meeting_points_order` ON `meeting_points` (`meeting_id`,`ordinal`);--> statement-breakpoint
CREATE TABLE `proposals` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`meeting_id` text NOT NULL,
	`point_id` text,
	`body` text NOT NULL,
	`state` text NOT NULL,
	`text` text NOT NULL,
	`proposers` text NOT NULL,
	`parent_id` text,
	`decisions` text NOT NULL,
	`activity_id` text,
	`created_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`network_id`) REFERENCES `networks`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`meeting_id`) REFERENCES `meetings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`point_id`) REFERENCES `meeting_points`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`parent_id`) REFERENCES `proposals`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `proposals_network` ON `proposals` (`network_id`,`id`);--> statement-breakpoint
CREATE INDEX `proposals_meeting` ON `proposals` (`meeting_id`,`id`);--> statement-breakpoint
CREATE INDEX `proposals_parent` ON `proposals` (`parent_id`);--> statement-breakpoint
CREATE TABLE `plan_drafts` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`plan_id` text NOT NULL,
	`base_version_id` text NOT NULL,
	`state` text NOT NULL,
	`effective_on` text,
	`outline` text NOT NULL,
	`removals` text NOT NULL,
	`created_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`network_id`) REFERENCES `networks`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `plan_drafts_plan` ON `plan_drafts` (`plan_id`,`id`);--> statement-breakpoint
CREATE INDEX `plan_drafts_network` ON `plan_drafts` (`network_id`,`id`);--> statement-breakpoint
CREATE TABLE `evidence` (
	`id` text PRIMARY KEY NOT NULL,
	`report_id` text NOT NULL,
	`title` text NOT NULL,
	`public` integer NOT NULL,
	`url` text,
	`file_id` text,
	`created_at` text NOT NULL,
	FOREIGN KEY (`report_id`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `evidence_report` ON `evidence` (`report_id`,`id`);--> statement-breakpoint
CREATE INDEX `evidence_file` ON `evidence` (`file_id`);--> statement-breakpoint
CREATE TABLE `exemptions` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`plan_id` text NOT NULL,
	`activity_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`period` text NOT NULL,
	`kind` text NOT NULL,
	`reason` text NOT NULL,
	`created_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`network_id`) REFERENCES `networks`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `exemptions_cell` ON `exemptions` (`activity_id`,`organisation_id`,`period`);--> statement-breakpoint
CREATE INDEX `exemptions_plan` ON `exemptions` (`plan_id`,`id`);--> statement-breakpoint
CREATE INDEX `exemptions_network` ON `exemptions` (`network_id`,`id`);--> statement-breakpoint
CREATE TABLE `participations` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`plan_id` text NOT NULL,
	`activity_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`kind` text NOT NULL,
	`event` text,
	`date` text,
	`created_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`network_id`) REFERENCES `networks`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `participations_activity` ON `participations` (`activity_id`,`id`);--> statement-breakpoint
CREATE INDEX `participations_plan` ON `participations` (`plan_id`,`id`);--> statement-breakpoint
CREATE INDEX `participations_network` ON `participations` (`network_id`,`id`);--> statement-breakpoint
CREATE TABLE `reminders` (
	`activity_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`period` text NOT NULL,
	`due` text NOT NULL,
	`step` integer NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`activity_id`, `organisation_id`, `period`, `due`, `step`),
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `reminders_due` ON `reminders` (`due`);--> statement-breakpoint
CREATE TABLE `reports` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`organisation_id` text,
	`tlp` text NOT NULL,
	`audience` text NOT NULL,
	`group_id` text,
	`plan_id` text NOT NULL,
	`activity_id` text NOT NULL,
	`period` text NOT NULL,
	`state` text NOT NULL,
	`revision` integer NOT NULL,
	`content` text NOT NULL,
	`author_id` text NOT NULL,
	`submitted_by` text,
	`submitted_at` text,
	`validated_by` text,
	`validated_at` text,
	`published_at` text,
	`returned` text,
	`created_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`network_id`) REFERENCES `networks`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`group_id`) REFERENCES `groups`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "reports_label" CHECK(case audience when 'public' then tlp in ('CLEAR') when 'network' then tlp in ('GREEN') when 'governments' then tlp in ('GREEN', 'AMBER') when 'group' then tlp in ('GREEN', 'AMBER') when 'organisation' then tlp in ('GREEN', 'AMBER', 'AMBER+STRICT') when 'persons' then tlp in ('GREEN', 'AMBER', 'AMBER+STRICT', 'RED') else 0 end and (audience = 'group') = (group_id is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reports_cell` ON `reports` (`activity_id`,`organisation_id`,`period`,`revision`);--> statement-breakpoint
CREATE INDEX `reports_audience` ON `reports` (`audience`,`network_id`);--> statement-breakpoint
CREATE INDEX `reports_group` ON `reports` (`group_id`);--> statement-breakpoint
CREATE INDEX `reports_organisation` ON `reports` (`organisation_id`,`id`);--> statement-breakpoint
CREATE INDEX `reports_plan` ON `reports` (`plan_id`,`id`);--> statement-breakpoint
CREATE INDEX `reports_period` ON `reports` (`plan_id`,`period`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_plan_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`plan_id` text NOT NULL,
	`number` integer NOT NULL,
	`title` text NOT NULL,
	`updated_on` text,
	`effective_on` text NOT NULL,
	`parts` text NOT NULL,
	`import_id` text,
	`draft_id` text,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`import_id`) REFERENCES `plan_imports`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`draft_id`) REFERENCES `plan_drafts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "plan_versions_source" CHECK((import_id is null) <> (draft_id is null))
);
--> statement-breakpoint
INSERT INTO `__new_plan_versions`("id", "plan_id", "number", "title", "updated_on", "effective_on", "parts", "import_id") SELECT "id", "plan_id", "number", "title", "updated_on", "effective_on", "parts", "import_id" FROM `plan_versions`;--> statement-breakpoint
DROP TABLE `plan_versions`;--> statement-breakpoint
ALTER TABLE `__new_plan_versions` RENAME TO `plan_versions`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `plan_versions_number` ON `plan_versions` (`plan_id`,`number`);--> statement-breakpoint
ALTER TABLE `mandates` ADD `meeting_id` text REFERENCES meetings(id);--> statement-breakpoint
ALTER TABLE `mandates` ADD `point_id` text REFERENCES meeting_points(id);--> statement-breakpoint
ALTER TABLE `mandates` ADD `linked_by_hand` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `mandates` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE INDEX `mandates_meeting` ON `mandates` (`meeting_id`);--> statement-breakpoint
CREATE INDEX `mandates_point` ON `mandates` (`point_id`);--> statement-breakpoint
ALTER TABLE `plans` ADD `scheme` text;--> statement-breakpoint
CREATE INDEX `plan_imports_plan` ON `plan_imports` (`plan_id`,`id`);

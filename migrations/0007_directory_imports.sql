CREATE TABLE `directory_import_findings` (
	`import_id` text NOT NULL,
	`number` integer NOT NULL,
	`code` text NOT NULL,
	`severity` text NOT NULL,
	`file` text,
	`row` integer,
	`pointer` text NOT NULL,
	`listing_id` text,
	`detail` text NOT NULL,
	PRIMARY KEY(`import_id`, `number`),
	FOREIGN KEY (`import_id`) REFERENCES `directory_imports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `directory_import_findings_severity` ON `directory_import_findings` (`import_id`,`severity`,`number`);--> statement-breakpoint
CREATE TABLE `directory_import_rows` (
	`import_id` text NOT NULL,
	`number` integer NOT NULL,
	`kind` text NOT NULL,
	`listing_id` text NOT NULL,
	`base` integer,
	`state` text DEFAULT 'waiting' NOT NULL,
	`content` text,
	PRIMARY KEY(`import_id`, `number`),
	FOREIGN KEY (`import_id`) REFERENCES `directory_imports`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "directory_import_rows_content" CHECK(("directory_import_rows"."state" = 'waiting') = ("directory_import_rows"."content" is not null))
);
--> statement-breakpoint
CREATE INDEX `directory_import_rows_waiting` ON `directory_import_rows` (`import_id`,`number`) WHERE state = 'waiting';--> statement-breakpoint
CREATE TABLE `directory_imports` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`country` text NOT NULL,
	`media_type` text NOT NULL,
	`state` text NOT NULL,
	`aim` text,
	`counts` text NOT NULL,
	`errors` integer NOT NULL,
	`warnings` integer NOT NULL,
	`total` integer NOT NULL,
	`done` integer DEFAULT 0 NOT NULL,
	`skipped` integer DEFAULT 0 NOT NULL,
	`sent_by` text NOT NULL,
	`accepted_by` text,
	`accepting_id` text,
	`created_at` text NOT NULL,
	`accepted_at` text,
	`finished_at` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`network_id`) REFERENCES `networks`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "directory_imports_accepted" CHECK(("directory_imports"."state" = 'checked') = ("directory_imports"."accepted_at" is null)),
	CONSTRAINT "directory_imports_aim" CHECK(("directory_imports"."accepted_at" is null) = ("directory_imports"."aim" is null))
);
--> statement-breakpoint
CREATE INDEX `directory_imports_network` ON `directory_imports` (`network_id`,`id`);--> statement-breakpoint
CREATE INDEX `directory_imports_organisation` ON `directory_imports` (`organisation_id`,`id`);--> statement-breakpoint
CREATE INDEX `directory_imports_waiting` ON `directory_imports` (`accepted_at`,`id`) WHERE state = 'accepted';
CREATE TABLE `alert_acknowledgements` (
	`entry_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`state` text NOT NULL,
	`note` text,
	`at` text NOT NULL,
	PRIMARY KEY(`entry_id`, `organisation_id`),
	FOREIGN KEY (`entry_id`) REFERENCES `exchange_entries`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `specimen_corrections` (
	`id` text PRIMARY KEY NOT NULL,
	`entry_id` text NOT NULL,
	`network_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`patch` text NOT NULL,
	`reason` text NOT NULL,
	`state` text NOT NULL,
	`decision` text,
	`decided_at` text,
	`created_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`entry_id`) REFERENCES `exchange_entries`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`network_id`) REFERENCES `networks`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `specimen_corrections_network` ON `specimen_corrections` (`network_id`,`id`);--> statement-breakpoint
CREATE INDEX `specimen_corrections_entry` ON `specimen_corrections` (`entry_id`,`id`);--> statement-breakpoint
CREATE INDEX `specimen_corrections_organisation` ON `specimen_corrections` (`organisation_id`,`id`);--> statement-breakpoint
CREATE TABLE `exchange_entries` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`network_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`tlp` text NOT NULL,
	`audience` text NOT NULL,
	`group_id` text,
	`country` text NOT NULL,
	`code` text,
	`state` text NOT NULL,
	`published` text,
	`draft` text,
	`author_id` text NOT NULL,
	`submitted_by` text,
	`checked_by` text,
	`returned` text,
	`withdrawn` text,
	`messages` text NOT NULL,
	`published_at` text,
	`changed_at` text NOT NULL,
	`created_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`category` text GENERATED ALWAYS AS (coalesce(published, draft) ->> '$.category') VIRTUAL,
	`document_type` text GENERATED ALWAYS AS (coalesce(published, draft) ->> '$.type') VIRTUAL,
	`typology` text GENERATED ALWAYS AS (coalesce(published, draft) ->> '$.typology') VIRTUAL,
	`document_country` text GENERATED ALWAYS AS (coalesce(published, draft) ->> '$.documentCountry') VIRTUAL,
	`purpose` text GENERATED ALWAYS AS (coalesce(published, draft) ->> '$.purpose') VIRTUAL,
	`specimen_id` text GENERATED ALWAYS AS (coalesce(published, draft) ->> '$.specimen') VIRTUAL,
	`method_id` text GENERATED ALWAYS AS (coalesce(published, draft) ->> '$.method') VIRTUAL,
	`supersedes_id` text GENERATED ALWAYS AS (coalesce(published, draft) ->> '$.supersedes') VIRTUAL,
	`nationality` text GENERATED ALWAYS AS (coalesce(published, draft) ->> '$.nationality') VIRTUAL,
	`authorisation` text GENERATED ALWAYS AS (coalesce(published, draft) ->> '$.authorisation') VIRTUAL,
	`holds_from` text GENERATED ALWAYS AS (coalesce(published, draft) ->> '$.from') VIRTUAL,
	`aspect` text GENERATED ALWAYS AS (coalesce(published, draft) ->> '$.aspect') VIRTUAL,
	FOREIGN KEY (`network_id`) REFERENCES `networks`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`group_id`) REFERENCES `groups`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "exchange_entries_label" CHECK(case audience when 'public' then tlp in ('CLEAR') when 'network' then tlp in ('GREEN') when 'governments' then tlp in ('GREEN', 'AMBER') when 'group' then tlp in ('GREEN', 'AMBER') when 'organisation' then tlp in ('GREEN', 'AMBER', 'AMBER+STRICT') when 'persons' then tlp in ('GREEN', 'AMBER', 'AMBER+STRICT', 'RED') else 0 end and (audience = 'group') = (group_id is not null)),
	CONSTRAINT "exchange_entries_code_of_specimen" CHECK(("exchange_entries"."kind" = 'specimen') = ("exchange_entries"."code" is not null)),
	CONSTRAINT "exchange_entries_published" CHECK(("exchange_entries"."state" in ('published', 'withdrawn')) <= ("exchange_entries"."published" is not null)),
	CONSTRAINT "exchange_entries_never_public" CHECK("exchange_entries"."published" is not null or "exchange_entries"."audience" = 'organisation')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `exchange_entries_code` ON `exchange_entries` (`network_id`,`code`);--> statement-breakpoint
CREATE INDEX `exchange_entries_kind` ON `exchange_entries` (`kind`,`network_id`,`id`);--> statement-breakpoint
CREATE INDEX `exchange_entries_audience` ON `exchange_entries` (`kind`,`audience`,`network_id`,`id`);--> statement-breakpoint
CREATE INDEX `exchange_entries_organisation` ON `exchange_entries` (`organisation_id`,`kind`,`id`);--> statement-breakpoint
CREATE INDEX `exchange_entries_group` ON `exchange_entries` (`group_id`);--> statement-breakpoint
CREATE INDEX `exchange_entries_specimen` ON `exchange_entries` (`specimen_id`);--> statement-breakpoint
CREATE INDEX `exchange_entries_method` ON `exchange_entries` (`method_id`);--> statement-breakpoint
CREATE INDEX `exchange_entries_supersedes` ON `exchange_entries` (`supersedes_id`);--> statement-breakpoint
CREATE INDEX `exchange_entries_changed` ON `exchange_entries` (`kind`,`network_id`,`changed_at`);--> statement-breakpoint
CREATE TABLE `document_images` (
	`id` text PRIMARY KEY NOT NULL,
	`entry_id` text NOT NULL,
	`page` integer,
	`side` text NOT NULL,
	`light` text NOT NULL,
	`magnification` integer,
	`caption` text,
	`shows` text NOT NULL,
	`uploaded_by` text NOT NULL,
	`confirmed_by` text,
	`width` integer NOT NULL,
	`height` integer NOT NULL,
	`likeness` text NOT NULL,
	`original_id` text NOT NULL,
	`reading_id` text NOT NULL,
	`thumbnail_id` text NOT NULL,
	`created_at` text NOT NULL,
	FOREIGN KEY (`entry_id`) REFERENCES `exchange_entries`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`original_id`) REFERENCES `files`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reading_id`) REFERENCES `files`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`thumbnail_id`) REFERENCES `files`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "document_images_two_persons" CHECK("document_images"."confirmed_by" is null or "document_images"."confirmed_by" <> "document_images"."uploaded_by")
);
--> statement-breakpoint
CREATE INDEX `document_images_entry` ON `document_images` (`entry_id`,`id`);--> statement-breakpoint
CREATE INDEX `document_images_original` ON `document_images` (`original_id`);--> statement-breakpoint
CREATE INDEX `document_images_reading` ON `document_images` (`reading_id`);--> statement-breakpoint
CREATE INDEX `document_images_thumbnail` ON `document_images` (`thumbnail_id`);--> statement-breakpoint
CREATE TABLE `image_likeness_bytes` (
	`image_id` text NOT NULL,
	`position` integer NOT NULL,
	`value` text NOT NULL,
	PRIMARY KEY(`image_id`, `position`),
	FOREIGN KEY (`image_id`) REFERENCES `document_images`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `image_likeness_bytes_value` ON `image_likeness_bytes` (`position`,`value`,`image_id`);--> statement-breakpoint
CREATE TABLE `original_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`image_id` text NOT NULL,
	`network_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`requested_by` text NOT NULL,
	`reason` text NOT NULL,
	`released` integer,
	`decided_by` text,
	`expires_at` text,
	`used_at` text,
	`created_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`image_id`) REFERENCES `document_images`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`network_id`) REFERENCES `networks`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "original_requests_two_persons" CHECK("original_requests"."decided_by" is null or "original_requests"."decided_by" <> "original_requests"."requested_by")
);
--> statement-breakpoint
CREATE INDEX `original_requests_network` ON `original_requests` (`network_id`,`id`);--> statement-breakpoint
CREATE INDEX `original_requests_image` ON `original_requests` (`image_id`,`id`);--> statement-breakpoint
CREATE INDEX `original_requests_organisation` ON `original_requests` (`organisation_id`,`id`);--> statement-breakpoint
CREATE TABLE `alert_sightings` (
	`id` text PRIMARY KEY NOT NULL,
	`entry_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`kind` text NOT NULL,
	`month` text NOT NULL,
	`place` text,
	`route` text NOT NULL,
	`count` integer NOT NULL,
	`note` text,
	`created_at` text NOT NULL,
	FOREIGN KEY (`entry_id`) REFERENCES `exchange_entries`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `alert_sightings_entry` ON `alert_sightings` (`entry_id`,`id`);--> statement-breakpoint
CREATE INDEX `alert_sightings_organisation` ON `alert_sightings` (`organisation_id`,`month`);--> statement-breakpoint
CREATE TABLE `false_passport_figures` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`tlp` text NOT NULL,
	`audience` text NOT NULL,
	`group_id` text,
	`period` text NOT NULL,
	`state` text NOT NULL,
	`derived` text NOT NULL,
	`counts` text NOT NULL,
	`note` text,
	`report_id` text,
	`confirmed_at` text,
	`created_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`network_id`) REFERENCES `networks`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`group_id`) REFERENCES `groups`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "false_passport_figures_label" CHECK(case audience when 'public' then tlp in ('CLEAR') when 'network' then tlp in ('GREEN') when 'governments' then tlp in ('GREEN', 'AMBER') when 'group' then tlp in ('GREEN', 'AMBER') when 'organisation' then tlp in ('GREEN', 'AMBER', 'AMBER+STRICT') when 'persons' then tlp in ('GREEN', 'AMBER', 'AMBER+STRICT', 'RED') else 0 end and (audience = 'group') = (group_id is not null)),
	CONSTRAINT "false_passport_figures_state" CHECK("false_passport_figures"."audience" = case "false_passport_figures"."state" when 'confirmed' then 'governments' else 'organisation' end)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `false_passport_figures_period` ON `false_passport_figures` (`network_id`,`organisation_id`,`period`);--> statement-breakpoint
CREATE INDEX `false_passport_figures_audience` ON `false_passport_figures` (`audience`,`network_id`);--> statement-breakpoint
CREATE INDEX `false_passport_figures_organisation` ON `false_passport_figures` (`organisation_id`,`id`);
CREATE TABLE `focal_points` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`tlp` text NOT NULL,
	`audience` text NOT NULL,
	`group_id` text,
	`country` text NOT NULL,
	`purposes` text NOT NULL,
	`main` integer NOT NULL,
	`name` text,
	`post` text NOT NULL,
	`phones` text NOT NULL,
	`emails` text NOT NULL,
	`languages` text NOT NULL,
	`hours` text,
	`all_hours` text,
	`note` text,
	`starts_on` text NOT NULL,
	`ends_on` text,
	`last_confirmed_on` text NOT NULL,
	`reminded` integer DEFAULT 0 NOT NULL,
	`erased_at` text,
	`created_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`network_id`) REFERENCES `networks`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`group_id`) REFERENCES `groups`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "focal_points_label" CHECK(case audience when 'public' then tlp in ('CLEAR') when 'network' then tlp in ('GREEN') when 'governments' then tlp in ('GREEN', 'AMBER') when 'group' then tlp in ('GREEN', 'AMBER') when 'organisation' then tlp in ('GREEN', 'AMBER', 'AMBER+STRICT') when 'persons' then tlp in ('GREEN', 'AMBER', 'AMBER+STRICT', 'RED') else 0 end and (audience = 'group') = (group_id is not null)),
	CONSTRAINT "focal_points_never_public" CHECK("focal_points"."audience" in ('governments', 'network')),
	CONSTRAINT "focal_points_days" CHECK("focal_points"."starts_on" is date("focal_points"."starts_on") and "focal_points"."ends_on" is date("focal_points"."ends_on")),
	CONSTRAINT "focal_points_period" CHECK("focal_points"."ends_on" is null or "focal_points"."starts_on" <= "focal_points"."ends_on"),
	CONSTRAINT "focal_points_erased" CHECK(("focal_points"."erased_at" is null) = ("focal_points"."name" is not null))
);
--> statement-breakpoint
CREATE INDEX `focal_points_audience` ON `focal_points` (`audience`,`network_id`);--> statement-breakpoint
CREATE INDEX `focal_points_organisation` ON `focal_points` (`organisation_id`,`id`);--> statement-breakpoint
CREATE INDEX `focal_points_country` ON `focal_points` (`network_id`,`country`,`id`);--> statement-breakpoint
CREATE INDEX `focal_points_confirmed` ON `focal_points` (`last_confirmed_on`,`id`);--> statement-breakpoint
CREATE TABLE `focal_purposes` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`audience` text NOT NULL,
	`created_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`network_id`) REFERENCES `networks`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `focal_purposes_code` ON `focal_purposes` (`network_id`,`code`);
--> statement-breakpoint
CREATE TRIGGER `focal_points_alone_in` BEFORE INSERT ON `focal_points` WHEN NEW.`main` AND NEW.`starts_on` IS NOT NEW.`ends_on` AND EXISTS (SELECT 1 FROM `focal_points` o, json_each(o.`purposes`) held, json_each(NEW.`purposes`) wanted WHERE o.`network_id` = NEW.`network_id` AND o.`country` = NEW.`country` AND o.`id` <> NEW.`id` AND o.`main` AND o.`starts_on` IS NOT o.`ends_on` AND held.value = wanted.value AND held.value IN ('repatriation-link', 'campaign', 'civil-society-referent') AND (o.`ends_on` IS NULL OR o.`ends_on` > NEW.`starts_on`) AND (NEW.`ends_on` IS NULL OR o.`starts_on` < NEW.`ends_on`)) BEGIN SELECT RAISE(ABORT, 'a country has one main focal point for this at a time'); END;
--> statement-breakpoint
CREATE TRIGGER `focal_points_alone_still` BEFORE UPDATE OF `id`, `network_id`, `country`, `purposes`, `main`, `starts_on`, `ends_on` ON `focal_points` WHEN NEW.`main` AND NEW.`starts_on` IS NOT NEW.`ends_on` AND EXISTS (SELECT 1 FROM `focal_points` o, json_each(o.`purposes`) held, json_each(NEW.`purposes`) wanted WHERE o.`network_id` = NEW.`network_id` AND o.`country` = NEW.`country` AND o.`id` <> OLD.`id` AND o.`main` AND o.`starts_on` IS NOT o.`ends_on` AND held.value = wanted.value AND held.value IN ('repatriation-link', 'campaign', 'civil-society-referent') AND (o.`ends_on` IS NULL OR o.`ends_on` > NEW.`starts_on`) AND (NEW.`ends_on` IS NULL OR o.`starts_on` < NEW.`ends_on`)) BEGIN SELECT RAISE(ABORT, 'a country has one main focal point for this at a time'); END;

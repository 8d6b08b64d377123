CREATE TABLE `listings` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`network_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`country` text NOT NULL,
	`provider_id` text,
	`state` text NOT NULL,
	`published` text,
	`proposed` text,
	`proposed_by` text,
	`proposed_at` text,
	`returned` text,
	`withdrawn` text,
	`hidden` integer DEFAULT false NOT NULL,
	`verified_on` text,
	`verified_by` text,
	`reminded` integer DEFAULT 0 NOT NULL,
	`created_at` text NOT NULL,
	`changed_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`network_id`) REFERENCES `networks`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`verified_by`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "listings_proposal" CHECK(("listings"."proposed" is null) = ("listings"."proposed_at" is null)),
	CONSTRAINT "listings_published" CHECK(("listings"."state" = 'published') <= ("listings"."published" is not null))
);
--> statement-breakpoint
CREATE INDEX `listings_network` ON `listings` (`kind`,`network_id`,`id`);--> statement-breakpoint
CREATE INDEX `listings_organisation` ON `listings` (`organisation_id`,`kind`,`id`);--> statement-breakpoint
CREATE INDEX `listings_country` ON `listings` (`network_id`,`country`,`kind`,`id`);--> statement-breakpoint
CREATE INDEX `listings_provider` ON `listings` (`provider_id`,`kind`,`id`);--> statement-breakpoint
CREATE INDEX `listings_verified` ON `listings` (`verified_on`,`id`) WHERE kind = 'service' and state = 'published';--> statement-breakpoint
CREATE TABLE `public_blocks` (
	`of` text NOT NULL,
	`block` integer NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`of`, `block`)
);
--> statement-breakpoint
CREATE TABLE `public_edition` (
	`id` integer PRIMARY KEY NOT NULL,
	`edition` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `public_locations` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text,
	`hidden` integer NOT NULL,
	`latitude` real,
	`longitude` real,
	`postal_code` text,
	`card` text NOT NULL,
	`rest` text NOT NULL,
	`modified_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `public_locations_organisation` ON `public_locations` (`organisation_id`,`id`);--> statement-breakpoint
CREATE INDEX `public_locations_point` ON `public_locations` (`latitude`,`longitude`) WHERE latitude is not null;--> statement-breakpoint
CREATE INDEX `public_locations_postal` ON `public_locations` (`postal_code`) WHERE postal_code is not null;--> statement-breakpoint
CREATE TABLE `public_organisations` (
	`position` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`listed` integer DEFAULT true NOT NULL,
	`card` text NOT NULL,
	`rest` text NOT NULL,
	`modified_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `public_organisations_id_unique` ON `public_organisations` (`id`);--> statement-breakpoint
CREATE INDEX `public_organisations_listed` ON `public_organisations` (`listed`,`position`);--> statement-breakpoint
CREATE TABLE `public_service_places` (
	`position` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`service_id` text NOT NULL,
	`location_id` text NOT NULL,
	`listed` integer DEFAULT true NOT NULL,
	`card` text NOT NULL,
	`rest` text NOT NULL,
	`modified_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `public_service_places_id_unique` ON `public_service_places` (`id`);--> statement-breakpoint
CREATE INDEX `public_service_places_listed` ON `public_service_places` (`listed`,`position`);--> statement-breakpoint
CREATE INDEX `public_service_places_service` ON `public_service_places` (`service_id`,`position`);--> statement-breakpoint
CREATE INDEX `public_service_places_location` ON `public_service_places` (`location_id`,`position`);--> statement-breakpoint
CREATE INDEX `public_service_places_modified` ON `public_service_places` (`modified_at`,`position`);--> statement-breakpoint
CREATE TABLE `public_services` (
	`position` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`status` text NOT NULL,
	`freshness` text DEFAULT 'fresh' NOT NULL,
	`listed` integer DEFAULT true NOT NULL,
	`assured_on` text,
	`card` text NOT NULL,
	`rest` text NOT NULL,
	`modified_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `public_services_id_unique` ON `public_services` (`id`);--> statement-breakpoint
CREATE INDEX `public_services_listed` ON `public_services` (`listed`,`position`);--> statement-breakpoint
CREATE INDEX `public_services_organisation` ON `public_services` (`organisation_id`,`listed`,`position`);--> statement-breakpoint
CREATE INDEX `public_services_modified` ON `public_services` (`modified_at`,`position`);--> statement-breakpoint
CREATE TABLE `public_terms` (
	`term_id` text NOT NULL,
	`taxonomy_id` text NOT NULL,
	`service_position` integer NOT NULL,
	PRIMARY KEY(`term_id`, `service_position`)
);
--> statement-breakpoint
CREATE INDEX `public_terms_taxonomy` ON `public_terms` (`taxonomy_id`,`service_position`);--> statement-breakpoint
CREATE INDEX `public_terms_service` ON `public_terms` (`service_position`);--> statement-breakpoint
CREATE VIRTUAL TABLE `organisation_search` USING fts5(names, rest, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='2 3');
--> statement-breakpoint
CREATE VIRTUAL TABLE `service_search` USING fts5(names, rest, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='2 3');
--> statement-breakpoint
INSERT INTO `public_edition` (`id`, `edition`) VALUES (1, 0);
--> statement-breakpoint
CREATE TRIGGER `public_organisations_in` AFTER INSERT ON `public_organisations` WHEN NEW.`listed` BEGIN INSERT INTO `public_blocks` (`of`, `block`, `count`) VALUES ('organisations', NEW.`position` / 1000, 1) ON CONFLICT (`of`, `block`) DO UPDATE SET `count` = `count` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `public_organisations_out` AFTER DELETE ON `public_organisations` WHEN OLD.`listed` BEGIN UPDATE `public_blocks` SET `count` = `count` - 1 WHERE `of` = 'organisations' AND `block` = OLD.`position` / 1000; END;
--> statement-breakpoint
CREATE TRIGGER `public_organisations_back` AFTER UPDATE OF `listed` ON `public_organisations` WHEN NEW.`listed` AND NOT OLD.`listed` BEGIN INSERT INTO `public_blocks` (`of`, `block`, `count`) VALUES ('organisations', NEW.`position` / 1000, 1) ON CONFLICT (`of`, `block`) DO UPDATE SET `count` = `count` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `public_organisations_away` AFTER UPDATE OF `listed` ON `public_organisations` WHEN OLD.`listed` AND NOT NEW.`listed` BEGIN UPDATE `public_blocks` SET `count` = `count` - 1 WHERE `of` = 'organisations' AND `block` = OLD.`position` / 1000; END;
--> statement-breakpoint
CREATE TRIGGER `public_services_in` AFTER INSERT ON `public_services` WHEN NEW.`listed` BEGIN INSERT INTO `public_blocks` (`of`, `block`, `count`) VALUES ('services', NEW.`position` / 1000, 1) ON CONFLICT (`of`, `block`) DO UPDATE SET `count` = `count` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `public_services_out` AFTER DELETE ON `public_services` WHEN OLD.`listed` BEGIN UPDATE `public_blocks` SET `count` = `count` - 1 WHERE `of` = 'services' AND `block` = OLD.`position` / 1000; END;
--> statement-breakpoint
CREATE TRIGGER `public_services_back` AFTER UPDATE OF `listed` ON `public_services` WHEN NEW.`listed` AND NOT OLD.`listed` BEGIN INSERT INTO `public_blocks` (`of`, `block`, `count`) VALUES ('services', NEW.`position` / 1000, 1) ON CONFLICT (`of`, `block`) DO UPDATE SET `count` = `count` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `public_services_away` AFTER UPDATE OF `listed` ON `public_services` WHEN OLD.`listed` AND NOT NEW.`listed` BEGIN UPDATE `public_blocks` SET `count` = `count` - 1 WHERE `of` = 'services' AND `block` = OLD.`position` / 1000; END;
--> statement-breakpoint
CREATE TRIGGER `public_service_places_in` AFTER INSERT ON `public_service_places` WHEN NEW.`listed` BEGIN INSERT INTO `public_blocks` (`of`, `block`, `count`) VALUES ('places', NEW.`position` / 1000, 1) ON CONFLICT (`of`, `block`) DO UPDATE SET `count` = `count` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `public_service_places_out` AFTER DELETE ON `public_service_places` WHEN OLD.`listed` BEGIN UPDATE `public_blocks` SET `count` = `count` - 1 WHERE `of` = 'places' AND `block` = OLD.`position` / 1000; END;
--> statement-breakpoint
CREATE TRIGGER `public_service_places_back` AFTER UPDATE OF `listed` ON `public_service_places` WHEN NEW.`listed` AND NOT OLD.`listed` BEGIN INSERT INTO `public_blocks` (`of`, `block`, `count`) VALUES ('places', NEW.`position` / 1000, 1) ON CONFLICT (`of`, `block`) DO UPDATE SET `count` = `count` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `public_service_places_away` AFTER UPDATE OF `listed` ON `public_service_places` WHEN OLD.`listed` AND NOT NEW.`listed` BEGIN UPDATE `public_blocks` SET `count` = `count` - 1 WHERE `of` = 'places' AND `block` = OLD.`position` / 1000; END;
--> statement-breakpoint
CREATE TRIGGER `public_organisations_edition_insert` AFTER INSERT ON `public_organisations` BEGIN UPDATE `public_edition` SET `edition` = `edition` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `public_organisations_edition_update` AFTER UPDATE ON `public_organisations` BEGIN UPDATE `public_edition` SET `edition` = `edition` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `public_organisations_edition_delete` AFTER DELETE ON `public_organisations` BEGIN UPDATE `public_edition` SET `edition` = `edition` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `public_services_edition_insert` AFTER INSERT ON `public_services` BEGIN UPDATE `public_edition` SET `edition` = `edition` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `public_services_edition_update` AFTER UPDATE ON `public_services` BEGIN UPDATE `public_edition` SET `edition` = `edition` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `public_services_edition_delete` AFTER DELETE ON `public_services` BEGIN UPDATE `public_edition` SET `edition` = `edition` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `public_service_places_edition_insert` AFTER INSERT ON `public_service_places` BEGIN UPDATE `public_edition` SET `edition` = `edition` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `public_service_places_edition_update` AFTER UPDATE ON `public_service_places` BEGIN UPDATE `public_edition` SET `edition` = `edition` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `public_service_places_edition_delete` AFTER DELETE ON `public_service_places` BEGIN UPDATE `public_edition` SET `edition` = `edition` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `public_locations_edition_insert` AFTER INSERT ON `public_locations` BEGIN UPDATE `public_edition` SET `edition` = `edition` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `public_locations_edition_update` AFTER UPDATE ON `public_locations` BEGIN UPDATE `public_edition` SET `edition` = `edition` + 1; END;
--> statement-breakpoint
CREATE TRIGGER `public_locations_edition_delete` AFTER DELETE ON `public_locations` BEGIN UPDATE `public_edition` SET `edition` = `edition` + 1; END;

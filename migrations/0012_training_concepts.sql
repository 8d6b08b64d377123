ALTER TABLE `training_terms` ADD `definition` text;--> statement-breakpoint
ALTER TABLE `training_terms` ADD `national` text DEFAULT '[]' NOT NULL;
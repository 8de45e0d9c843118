package dev.loupe.console.launch;

import dev.loupe.console.config.Mistake;
import dev.loupe.telemetry.InvalidSetting;
import dev.loupe.telemetry.Settings;
import dev.loupe.telemetry.privacy.ConfiguredKeys;
import java.util.List;

/** Checks the file of pseudonyms' keys, which every deployable may name. Blocks while it reads. */
final class PrivacyCheck {
    /** Where the group stands in every deployable's configuration. */
    static final String GROUP = "telemetry.privacy";

    private PrivacyCheck() {}

    static List<Mistake> of(Settings.Privacy settings) {
        try {
            ConfiguredKeys.of(settings);
            return List.of();
        } catch (InvalidSetting e) {
            return List.of(new Mistake(GROUP + "." + e.key(), "must be " + e.allowed()));
        }
    }
}

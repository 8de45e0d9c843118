package dev.loupe.console.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.loupe.telemetry.InvalidSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListItemsTest {
    private static final Shop EMPTY = new Shop(List.of(), Optional.empty());

    @TempDir
    private Path folder;

    record Shop(List<Peer> peers, Optional<Peer> spare) {}

    record Peer(@Given String name, Door door, int patience, Optional<String> note) {
        Peer {
            InvalidSetting.unlessWithin("patience", patience, 1, 9);
        }

        static Peer defaults() {
            return new Peer("nobody", new Door("127.0.0.1", 80), 3, Optional.empty());
        }
    }

    record Door(String host, @Given int port) {
        static Door defaults() {
            return new Door("127.0.0.1", 80);
        }
    }

    @Test
    void absentKeys_ofAnItem_haveItsDefaults() throws Exception {
        Shop shop = load(List.of(), "peers: [{name: mes, door: {port: 7}}]", "spare: {name: crm, door: {port: 8}}");

        assertThat(shop.peers()).containsExactly(new Peer("mes", new Door("127.0.0.1", 7), 3, Optional.empty()));
        assertThat(shop.spare()).contains(new Peer("crm", new Door("127.0.0.1", 8), 3, Optional.empty()));
    }

    @Test
    void whatHasToBeGiven_isMissedWithTheItemsLine() throws IOException {
        assertThat(mistakes("peers:", "  - name: mes", "  - door: {host: 127.0.0.2}"))
                .containsExactly(
                        "shop.yaml:2: peers[0].door: is missing; it must be a group of keys",
                        "shop.yaml:3: peers[1].name: is missing; it must be text, such as mes-files",
                        "shop.yaml:3: peers[1].door.port: is missing; it must be a whole number, such as 100");
    }

    @Test
    void valueOutOfRange_isToldWithTheItemsLine() throws IOException {
        assertThat(mistakes("peers:", "  - {name: mes, door: {port: 1},", "     patience: 10}"))
                .containsExactly("shop.yaml:3: peers[0].patience: must be from 1 to 9");
    }

    @Test
    void item_isSetFromTheCommandLine() throws Exception {
        Shop shop = load(List.of("peers[1].door.port=9"), "peers: [{name: a, door: {port: 1}}, {name: b, door: {}}]");

        assertThat(shop.peers().get(1).door().port()).isEqualTo(9);
    }

    @Test
    void itemThatIsNotThere_cannotBeSet() throws IOException {
        assertThat(mistakes(List.of("peers[1].door.port=9"), "peers: [{name: a, door: {port: 1}}]"))
                .containsExactly("--set peers[1].door.port: must name an item that the file has, counted from 0");
    }

    @Test
    void reference_listsTheKeysOfAnItem() {
        assertThat(ConfigReference.of(EMPTY).stream().map(row -> row.path() + " = " + row.defaultValue()))
                .containsExactly(
                        "peers = none",
                        "peers[].name = required",
                        "peers[].door.host = 127.0.0.1",
                        "peers[].door.port = required",
                        "peers[].patience = 3",
                        "peers[].note = none",
                        "spare.name = required",
                        "spare.door.host = 127.0.0.1",
                        "spare.door.port = required",
                        "spare.patience = 3",
                        "spare.note = none");
    }

    private Shop load(List<String> sets, String... lines) throws IOException, InvalidConfiguration {
        Path file = Files.writeString(folder.resolve("shop.yaml"), String.join("\n", lines));
        return new ConfigLoader(Map.of()).load(file, sets, EMPTY).config();
    }

    private List<String> mistakes(String... lines) throws IOException {
        return mistakes(List.of(), lines);
    }

    private List<String> mistakes(List<String> sets, String... lines) throws IOException {
        InvalidConfiguration invalid = catchThrowableOfType(InvalidConfiguration.class, () -> load(sets, lines));
        return invalid.mistakes().stream()
                .map(message -> message.replace(folder + "/", ""))
                .toList();
    }
}

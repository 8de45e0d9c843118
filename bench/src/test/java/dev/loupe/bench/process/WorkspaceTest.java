package dev.loupe.bench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkspaceTest {

    private static final List<String> BUSY_CHILD =
            List.of("sh", "-c", "echo started; sh -c 'while :; do :; done' & wait");

    @Test
    void childOfAChildWorks_itsTimeIsTheTrees() throws IOException {
        try (Workspace workspace = new Workspace()) {
            RunningProcess process = workspace.start("busy", BUSY_CHILD);

            await().until(() -> process.tree().cpu().compareTo(Duration.ofMillis(50)) > 0);

            assertThat(process.tree().peakResidentBytes()).isPositive();
            assertThat(process.output()).isEqualTo("started\n");
            assertThat(process.lastWords()).isEqualTo("busy said:\n  started");
        }
    }

    @Test
    void workspaceCloses_processesEndAndFilesGo() throws IOException {
        RunningProcess process;
        Path folder;
        try (Workspace workspace = new Workspace()) {
            RunningProcess started = workspace.start("busy", BUSY_CHILD);
            process = started;
            // A child that is forked at the very moment of the close belongs to nobody any more.
            await().until(() -> started.tree().size() > 1);
            folder = workspace.folder("busy");
            Files.writeString(folder.resolve("file"), "content");
        }

        await().until(() -> process.tree().cpu().isZero());
        assertThat(process.isAlive()).isFalse();
        assertThat(folder.getParent()).doesNotExist();
    }

    @Test
    void workspaceHasClosed_nothingStartsAnyMore() throws IOException {
        Workspace workspace = new Workspace();
        workspace.close();

        assertThatThrownBy(() -> workspace.start("late", BUSY_CHILD)).isInstanceOf(IOException.class);
    }

    @Test
    void programOnThePath_isFoundAndOthersAreNot() {
        assertThat(Tool.find("sh")).isPresent();
        assertThat(Tool.find("no-such-program-anywhere")).isEmpty();
        assertThat(Tool.firstLine("sh", "-c", "echo one; echo two")).isEqualTo("one");
        assertThat(Tool.firstLine("no-such-program-anywhere")).isEqualTo("unknown");
    }

    @Test
    void commandFails_itsLastLineIsTheReason() {
        assertThat(Tool.failure("sh", "-c", "echo first; echo reason; exit 3")).hasValue("reason");
        assertThat(Tool.failure("sh", "-c", "exit 3")).hasValue("exit 3");
        assertThat(Tool.failure("sh", "-c", "echo well")).isEmpty();
    }
}

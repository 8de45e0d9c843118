package dev.loupe.deploy.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The Compose file against the schema that the Compose specification publishes. */
class ComposeSchemaTest {
    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void composeFile_isWhatTheSpecificationAllows() throws IOException {
        assertThat(schema().validate(mapper.<JsonNode>valueToTree(Project.composeFile())))
                .isEmpty();
    }

    @Test
    void misspeltKey_isSeen() throws IOException {
        JsonNode wrong = mapper.valueToTree(Map.of("services", Map.of("shop", Map.of("imagge", "loupe-demo:1"))));

        assertThat(schema().validate(wrong))
                .anySatisfy(error -> assertThat(error.getMessage()).contains("imagge"));
    }

    /** Under an absolute address, against which its own relative one is resolved. */
    private Schema schema() throws IOException {
        try (InputStream file = ComposeSchemaTest.class.getResourceAsStream("compose-spec.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(SchemaLocation.of("https://compose-spec.io/schema.json"), mapper.readTree(file));
        }
    }
}

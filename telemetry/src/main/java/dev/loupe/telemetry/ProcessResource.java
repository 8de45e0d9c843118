package dev.loupe.telemetry;

import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.resources.ResourceBuilder;
import java.util.Map;
import java.util.UUID;

/** What every span and metric of this process says about where it comes from. */
final class ProcessResource {
    private ProcessResource() {}

    /** The SDK's own attributes, a {@code service.instance.id} that no other process has, and the given ones. */
    static Resource of(Map<String, String> attributes) {
        ResourceBuilder resource = Resource.getDefault().toBuilder()
                .put("service.instance.id", UUID.randomUUID().toString());
        attributes.forEach(resource::put);
        return resource.build();
    }
}

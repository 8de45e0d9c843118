package dev.loupe.relay.s3;

import java.lang.reflect.Method;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3BaseClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.services.s3.model.SelectObjectContentResponseHandler;

/**
 * Every operation that the SDK's S3 clients know, and what each would put on the wire. The request is taken just before
 * it would be sent, signed and complete; then the call is broken off, so that no socket is opened.
 */
final class SdkCalls implements AutoCloseable {
    private final S3Client blocking;
    private final S3AsyncClient async;
    private SdkHttpRequest captured;

    /** @param endpoint where the store is, or null for AWS's own hosts */
    SdkCalls(URI endpoint, boolean pathStyle) {
        blocking = configured(S3Client.builder(), endpoint, pathStyle).build();
        async = configured(S3AsyncClient.builder(), endpoint, pathStyle).build();
    }

    /** Operation name to the method that calls it; the blocking client's where it has the operation. */
    static Map<String, Method> operations() {
        Map<String, Method> found = new TreeMap<>();
        collect(S3AsyncClient.class, found);
        collect(S3Client.class, found);
        return found;
    }

    /** The request of {@code call} as the SDK marshals it, with the members that {@code values} fills in. */
    SdkHttpRequest marshalled(Method call, SdkValues values, String bucket) throws ReflectiveOperationException {
        captured = null;
        SdkPojo builder =
                (SdkPojo) call.getParameterTypes()[0].getMethod("builder").invoke(null);
        Object[] arguments = Arrays.stream(call.getParameterTypes())
                .map(type -> argument(type, () -> values.request(builder, bucket)))
                .toArray();
        try {
            Object client = call.getDeclaringClass() == S3Client.class ? blocking : async;
            if (call.invoke(client, arguments) instanceof CompletableFuture<?> future) {
                future.join();
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            if (captured == null) {
                throw new AssertionError("the SDK made no request for " + call, e);
            }
        }
        return captured;
    }

    @Override
    public void close() {
        blocking.close();
        async.close();
    }

    private static void collect(Class<?> client, Map<String, Method> found) {
        for (Method method : client.getMethods()) {
            Class<?>[] parameters = method.getParameterTypes();
            boolean called = parameters.length > 0
                    && S3Request.class.isAssignableFrom(parameters[0])
                    && Arrays.stream(parameters).skip(1).allMatch(SdkCalls::body);
            if (called && !method.getName().endsWith("Paginator")) {
                found.merge(
                        parameters[0].getSimpleName().replaceAll("Request$", ""), method, SdkCalls::withFewerArguments);
            }
        }
    }

    private static Method withFewerArguments(Method one, Method other) {
        if (one.getDeclaringClass() != other.getDeclaringClass()) {
            return other;
        }
        return one.getParameterCount() <= other.getParameterCount() ? one : other;
    }

    private static boolean body(Class<?> type) {
        return type == RequestBody.class
                || type == AsyncRequestBody.class
                || type == SelectObjectContentResponseHandler.class;
    }

    private static Object argument(Class<?> type, Supplier<Object> request) {
        if (type == RequestBody.class) {
            return RequestBody.fromString("x");
        } else if (type == AsyncRequestBody.class) {
            return AsyncRequestBody.fromString("x");
        } else if (type == SelectObjectContentResponseHandler.class) {
            return SelectObjectContentResponseHandler.builder()
                    .subscriber(event -> {})
                    .build();
        }
        return request.get();
    }

    private <B extends S3BaseClientBuilder<B, ?>> B configured(B builder, URI endpoint, boolean pathStyle) {
        Optional.ofNullable(endpoint).ifPresent(builder::endpointOverride);
        return builder.region(Region.EU_CENTRAL_1)
                .forcePathStyle(pathStyle)
                .disableS3ExpressSessionAuth(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                .overrideConfiguration(c -> c.addExecutionInterceptor(new BreakOff()));
    }

    private final class BreakOff implements ExecutionInterceptor {
        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            captured = context.httpRequest();
            throw SdkClientException.create("seen enough");
        }
    }
}

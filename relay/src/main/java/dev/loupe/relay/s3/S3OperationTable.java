package dev.loupe.relay.s3;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every operation of the S3 API and what its requests look like; AWS's API reference, "Actions", Amazon S3. */
final class S3OperationTable {
    /**
     * Family, method, path with the query parameters that must be there, name, and a header that must be there.
     *
     * <p>{@code GET /} for general purpose and for directory buckets differ only by where they go or whom they are
     * signed for. {@code WriteGetObjectResponse} has its own host, so that its path is all of the target or follows
     * what the host says.
     */
    private static final String ROWS =
            """
            OTHER GET    /                                         ListBuckets
            OTHER GET    /                                         ListDirectoryBuckets                            host: s3express-control
            OTHER GET    /                                         ListDirectoryBuckets                            authorization: /s3express/
            OTHER POST   /WriteGetObjectResponse                   WriteGetObjectResponse                          x-amz-request-route
            OTHER POST   /{bucket}/WriteGetObjectResponse          WriteGetObjectResponse                          x-amz-request-route

            OTHER GET    /{bucket}                                 ListObjects
            OTHER HEAD   /{bucket}                                 HeadBucket
            OTHER PUT    /{bucket}                                 CreateBucket
            WRITE POST   /{bucket}                                 PostObject                                      content-type: multipart/form-data
            OTHER DELETE /{bucket}                                 DeleteBucket
            OTHER GET    /{bucket}?abac                            GetBucketAbac
            OTHER PUT    /{bucket}?abac                            PutBucketAbac
            OTHER GET    /{bucket}?accelerate                      GetBucketAccelerateConfiguration
            OTHER PUT    /{bucket}?accelerate                      PutBucketAccelerateConfiguration
            OTHER GET    /{bucket}?acl                             GetBucketAcl
            OTHER PUT    /{bucket}?acl                             PutBucketAcl
            OTHER GET    /{bucket}?analytics                       ListBucketAnalyticsConfigurations
            OTHER GET    /{bucket}?analytics&id                    GetBucketAnalyticsConfiguration
            OTHER PUT    /{bucket}?analytics&id                    PutBucketAnalyticsConfiguration
            OTHER DELETE /{bucket}?analytics&id                    DeleteBucketAnalyticsConfiguration
            OTHER GET    /{bucket}?cors                            GetBucketCors
            OTHER PUT    /{bucket}?cors                            PutBucketCors
            OTHER DELETE /{bucket}?cors                            DeleteBucketCors
            OTHER POST   /{bucket}?delete                          DeleteObjects
            OTHER GET    /{bucket}?encryption                      GetBucketEncryption
            OTHER PUT    /{bucket}?encryption                      PutBucketEncryption
            OTHER DELETE /{bucket}?encryption                      DeleteBucketEncryption
            OTHER GET    /{bucket}?intelligent-tiering             ListBucketIntelligentTieringConfigurations
            OTHER GET    /{bucket}?intelligent-tiering&id          GetBucketIntelligentTieringConfiguration
            OTHER PUT    /{bucket}?intelligent-tiering&id          PutBucketIntelligentTieringConfiguration
            OTHER DELETE /{bucket}?intelligent-tiering&id          DeleteBucketIntelligentTieringConfiguration
            OTHER GET    /{bucket}?inventory                       ListBucketInventoryConfigurations
            OTHER GET    /{bucket}?inventory&id                    GetBucketInventoryConfiguration
            OTHER PUT    /{bucket}?inventory&id                    PutBucketInventoryConfiguration
            OTHER DELETE /{bucket}?inventory&id                    DeleteBucketInventoryConfiguration
            OTHER GET    /{bucket}?lifecycle                       GetBucketLifecycleConfiguration
            OTHER PUT    /{bucket}?lifecycle                       PutBucketLifecycleConfiguration
            OTHER DELETE /{bucket}?lifecycle                       DeleteBucketLifecycle
            OTHER GET    /{bucket}?list-type=2                     ListObjectsV2
            OTHER GET    /{bucket}?location                        GetBucketLocation
            OTHER GET    /{bucket}?logging                         GetBucketLogging
            OTHER PUT    /{bucket}?logging                         PutBucketLogging
            OTHER GET    /{bucket}?metadataConfiguration           GetBucketMetadataConfiguration
            OTHER POST   /{bucket}?metadataConfiguration           CreateBucketMetadataConfiguration
            OTHER DELETE /{bucket}?metadataConfiguration           DeleteBucketMetadataConfiguration
            OTHER PUT    /{bucket}?metadataInventoryTable          UpdateBucketMetadataInventoryTableConfiguration
            OTHER PUT    /{bucket}?metadataJournalTable            UpdateBucketMetadataJournalTableConfiguration
            OTHER GET    /{bucket}?metadataTable                   GetBucketMetadataTableConfiguration
            OTHER POST   /{bucket}?metadataTable                   CreateBucketMetadataTableConfiguration
            OTHER DELETE /{bucket}?metadataTable                   DeleteBucketMetadataTableConfiguration
            OTHER GET    /{bucket}?metrics                         ListBucketMetricsConfigurations
            OTHER GET    /{bucket}?metrics&id                      GetBucketMetricsConfiguration
            OTHER PUT    /{bucket}?metrics&id                      PutBucketMetricsConfiguration
            OTHER DELETE /{bucket}?metrics&id                      DeleteBucketMetricsConfiguration
            OTHER GET    /{bucket}?notification                    GetBucketNotificationConfiguration
            OTHER PUT    /{bucket}?notification                    PutBucketNotificationConfiguration
            OTHER GET    /{bucket}?object-lock                     GetObjectLockConfiguration
            OTHER PUT    /{bucket}?object-lock                     PutObjectLockConfiguration
            OTHER GET    /{bucket}?ownershipControls               GetBucketOwnershipControls
            OTHER PUT    /{bucket}?ownershipControls               PutBucketOwnershipControls
            OTHER DELETE /{bucket}?ownershipControls               DeleteBucketOwnershipControls
            OTHER GET    /{bucket}?policy                          GetBucketPolicy
            OTHER PUT    /{bucket}?policy                          PutBucketPolicy
            OTHER DELETE /{bucket}?policy                          DeleteBucketPolicy
            OTHER GET    /{bucket}?policyStatus                    GetBucketPolicyStatus
            OTHER GET    /{bucket}?publicAccessBlock               GetPublicAccessBlock
            OTHER PUT    /{bucket}?publicAccessBlock               PutPublicAccessBlock
            OTHER DELETE /{bucket}?publicAccessBlock               DeletePublicAccessBlock
            OTHER GET    /{bucket}?replication                     GetBucketReplication
            OTHER PUT    /{bucket}?replication                     PutBucketReplication
            OTHER DELETE /{bucket}?replication                     DeleteBucketReplication
            OTHER GET    /{bucket}?requestPayment                  GetBucketRequestPayment
            OTHER PUT    /{bucket}?requestPayment                  PutBucketRequestPayment
            OTHER GET    /{bucket}?session                         CreateSession
            OTHER GET    /{bucket}?tagging                         GetBucketTagging
            OTHER PUT    /{bucket}?tagging                         PutBucketTagging
            OTHER DELETE /{bucket}?tagging                         DeleteBucketTagging
            OTHER GET    /{bucket}?uploads                         ListMultipartUploads
            OTHER GET    /{bucket}?versioning                      GetBucketVersioning
            OTHER PUT    /{bucket}?versioning                      PutBucketVersioning
            OTHER GET    /{bucket}?versions                        ListObjectVersions
            OTHER GET    /{bucket}?website                         GetBucketWebsite
            OTHER PUT    /{bucket}?website                         PutBucketWebsite
            OTHER DELETE /{bucket}?website                         DeleteBucketWebsite

            READ  GET    /{bucket}/{key}                           GetObject
            OTHER HEAD   /{bucket}/{key}                           HeadObject
            OTHER PUT    /{bucket}/{key}                           CopyObject                                      x-amz-copy-source
            WRITE PUT    /{bucket}/{key}                           PutObject
            OTHER DELETE /{bucket}/{key}                           DeleteObject
            OTHER GET    /{bucket}/{key}?acl                       GetObjectAcl
            OTHER PUT    /{bucket}/{key}?acl                       PutObjectAcl
            OTHER GET    /{bucket}/{key}?attributes                GetObjectAttributes
            OTHER GET    /{bucket}/{key}?legal-hold                GetObjectLegalHold
            OTHER PUT    /{bucket}/{key}?legal-hold                PutObjectLegalHold
            OTHER PUT    /{bucket}/{key}?renameObject              RenameObject
            OTHER POST   /{bucket}/{key}?restore                   RestoreObject
            OTHER GET    /{bucket}/{key}?retention                 GetObjectRetention
            OTHER PUT    /{bucket}/{key}?retention                 PutObjectRetention
            READ  POST   /{bucket}/{key}?select&select-type=2      SelectObjectContent
            OTHER GET    /{bucket}/{key}?tagging                   GetObjectTagging
            OTHER PUT    /{bucket}/{key}?tagging                   PutObjectTagging
            OTHER DELETE /{bucket}/{key}?tagging                   DeleteObjectTagging
            OTHER GET    /{bucket}/{key}?torrent                   GetObjectTorrent
            OTHER GET    /{bucket}/{key}?uploadId                  ListParts
            OTHER POST   /{bucket}/{key}?uploadId                  CompleteMultipartUpload
            OTHER DELETE /{bucket}/{key}?uploadId                  AbortMultipartUpload
            WRITE PUT    /{bucket}/{key}?uploadId&partNumber       UploadPart
            OTHER PUT    /{bucket}/{key}?uploadId&partNumber       UploadPartCopy                                  x-amz-copy-source
            OTHER POST   /{bucket}/{key}?uploads                   CreateMultipartUpload
            """;

    /** The shapes of one method and scope. */
    record Candidates(List<S3Shape> plain, Map<String, List<S3Shape>> byMarker) {
        private static final Candidates NONE = new Candidates(List.of(), Map.of());
    }

    private static final List<S3Shape> SHAPES =
            ROWS.lines().filter(line -> !line.isBlank()).map(S3Shape::row).toList();

    private static final Map<S3Target.Scope, Map<String, Candidates>> CANDIDATES = indexed();

    private S3OperationTable() {}

    static List<S3Shape> shapes() {
        return SHAPES;
    }

    static List<S3Operation> operations() {
        return SHAPES.stream().map(S3Shape::operation).distinct().toList();
    }

    /** The shapes that a request of this scope and method can have, the most demanding first. */
    static Candidates candidates(S3Target.Scope scope, String method) {
        return CANDIDATES.get(scope).getOrDefault(method, Candidates.NONE);
    }

    private static Map<S3Target.Scope, Map<String, Candidates>> indexed() {
        Map<S3Target.Scope, Map<String, Candidates>> index = new EnumMap<>(S3Target.Scope.class);
        for (S3Target.Scope scope : S3Target.Scope.values()) {
            index.put(scope, new HashMap<>());
        }
        SHAPES.stream()
                .sorted(Comparator.comparingInt(S3Shape::demands).reversed())
                .forEach(shape -> add(
                        shape,
                        index.get(shape.scope())
                                .computeIfAbsent(
                                        shape.method(), method -> new Candidates(new ArrayList<>(), new HashMap<>()))));
        return index;
    }

    private static void add(S3Shape shape, Candidates candidates) {
        if (shape.marker().isEmpty()) {
            candidates.plain().add(shape);
        } else {
            candidates
                    .byMarker()
                    .computeIfAbsent(shape.marker(), marker -> new ArrayList<>())
                    .add(shape);
        }
    }
}

/**
 * A miniature jeweller: an embedded S3 store, ring models, and customers that use the stock AWS SDK.
 *
 * <p>May use everything. Its traffic must never contain tracing code: that is the point of Loupe.
 */
package dev.loupe.demo;

/**
 * A miniature jeweller: a Shop, an MES and a CRM with their sidecars, an S3 store with its proxy, and people who use them.
 *
 * <p>May use everything. Its traffic must never contain tracing code: that is the point of Loupe.
 */
package dev.loupe.demo;

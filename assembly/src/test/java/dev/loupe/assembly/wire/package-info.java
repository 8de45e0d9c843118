/** Stock clients, and some that no stock would have, through a whole adapter: from its YAML to the bytes and the spans. */
package dev.loupe.assembly.wire;

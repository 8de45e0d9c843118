package dev.loupe.console.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PemFilesTest {
    private static final String NO_CERTIFICATE = "names a file that is not a certificate in PEM form";
    private static final String NO_KEY =
            "names a file that is not a private key in PEM form, PKCS #8 without a password"
                    + " (openssl pkcs8 -topk8 -nodes makes one)";
    private static final String NOT_THERE =
            "names a file that does not exist; paths are relative to the configuration file";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"RSA, SHA256withRSA", "EC, SHA256withECDSA", "Ed25519, Ed25519"})
    void certificateWithItsKey_isAccepted(String algorithm, String signature) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();

        assertThat(PemFiles.checkIdentity("listen.tls", certificate(pair, signature), key(pair)))
                .isEmpty();
        assertThat(PemFiles.checkTrust("upstream.tls.trust", certificate(pair, signature)))
                .isEmpty();
    }

    @Test
    void keyOfAnotherCertificate_isRefused() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");

        assertThat(PemFiles.checkIdentity(
                        "listen.tls",
                        certificate(generator.generateKeyPair(), "SHA256withECDSA"),
                        key(generator.generateKeyPair())))
                .containsExactly(new Mistake("listen.tls.key", "does not belong to the certificate"));
    }

    @Test
    void filesThatAreNotThere_areBothTold() {
        assertThat(PemFiles.checkIdentity("tls", folder.resolve("a"), folder.resolve("b")))
                .containsExactly(new Mistake("tls.certificate", NOT_THERE), new Mistake("tls.key", NOT_THERE));
    }

    @Test
    void filesOfTheWrongKind_areBothTold() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("EC").generateKeyPair();

        assertThat(PemFiles.checkIdentity("tls", key(pair), certificate(pair, "SHA256withECDSA")))
                .containsExactly(new Mistake("tls.certificate", NO_CERTIFICATE), new Mistake("tls.key", NO_KEY));
    }

    @Test
    void folder_isRefused() {
        assertThat(PemFiles.checkTrust("trust", folder))
                .containsExactly(new Mistake("trust", "names a folder; name a PEM file"));
    }

    @ParameterizedTest
    @CsvSource({"''", "hush", "-----BEGIN PRIVATE KEY-----", "-----BEGIN PRIVATE KEY-----AAAA-----END PRIVATE KEY-----"
    })
    void brokenPem_isRefusedWithoutBeingQuoted(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("broken.pem"), text);

        assertThat(PemFiles.checkIdentity("tls", file, file))
                .isEqualTo(List.of(new Mistake("tls.certificate", NO_CERTIFICATE), new Mistake("tls.key", NO_KEY)));
    }

    private Path certificate(KeyPair pair, String signature) throws Exception {
        X500Name name = new X500Name("CN=localhost");
        Instant now = Instant.now();
        byte[] encoded = new JcaX509v3CertificateBuilder(
                        name, BigInteger.ONE, Date.from(now), Date.from(now.plusSeconds(3_600)), name, pair.getPublic())
                .build(new JcaContentSignerBuilder(signature).build(pair.getPrivate()))
                .getEncoded();
        return pem("certificate.pem", "CERTIFICATE", encoded);
    }

    private Path key(KeyPair pair) throws IOException {
        return pem("key.pem", "PRIVATE KEY", pair.getPrivate().getEncoded());
    }

    private Path pem(String file, String kind, byte[] encoded) throws IOException {
        String body = Base64.getMimeEncoder().encodeToString(encoded);
        return Files.writeString(
                folder.resolve(file), "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }
}

package dev.loupe.console.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Checks PEM files before anything is started, so that a wrong one is a message and no failed handshake. Blocks while it
 * reads. Never tells what a file holds, nor the value of a key's setting, in case that is the private key itself.
 */
public final class PemFiles {
    private static final String KEY_FORM =
            "a private key in PEM form, PKCS #8 without a password (openssl pkcs8 -topk8 -nodes makes one)";

    private final List<Mistake> mistakes = new ArrayList<>();

    private PemFiles() {}

    /**
     * A certificate with its private key.
     *
     * @param group path of the settings that hold {@code certificate} and {@code key}, such as {@code listen.tls}
     * @return empty if both can be read and belong together
     */
    public static List<Mistake> checkIdentity(String group, Path certificate, Path key) {
        PemFiles check = new PemFiles();
        String keyName = KeyPath.child(group, "key");
        Optional<PublicKey> publicKey = check.certificates(KeyPath.child(group, "certificate"), certificate)
                .map(Certificate::getPublicKey);
        Optional<PrivateKey> privateKey =
                check.read(keyName, key).flatMap(pem -> check.parse(keyName, KEY_FORM, () -> PemKey.parse(pem)));
        if (publicKey.isPresent() && privateKey.isPresent() && !PemKey.match(publicKey.get(), privateKey.get())) {
            check.mistakes.add(new Mistake(keyName, "does not belong to the certificate"));
        }
        return List.copyOf(check.mistakes);
    }

    /**
     * Certificates of authorities.
     *
     * @param key full path of the setting, such as {@code upstream.tls.trust}
     * @return empty if there is at least one certificate, and all can be read
     */
    public static List<Mistake> checkTrust(String key, Path certificates) {
        PemFiles check = new PemFiles();
        check.certificates(key, certificates);
        return List.copyOf(check.mistakes);
    }

    /** The first of the certificates, which is the one that a key belongs to. */
    private Optional<Certificate> certificates(String key, Path file) {
        return read(key, file)
                .flatMap(pem -> parse(key, "a certificate in PEM form", () -> {
                    byte[] bytes = pem.getBytes(StandardCharsets.US_ASCII);
                    Collection<? extends Certificate> all = CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(bytes));
                    return all.stream().findFirst().orElseThrow(() -> new GeneralSecurityException("none in the file"));
                }));
    }

    private Optional<String> read(String key, Path file) {
        if (!Files.exists(file)) {
            return mistake(key, "names a file that does not exist; paths are relative to the configuration file");
        }
        if (Files.isDirectory(file)) {
            return mistake(key, "names a folder; name a PEM file");
        }
        try {
            return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return mistake(key, "names a file that this user may not read; check its permissions");
        }
    }

    private <T> Optional<T> parse(String key, String what, Parser<T> parser) {
        try {
            return Optional.of(parser.parse());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return mistake(key, "names a file that is not " + what);
        }
    }

    private <T> Optional<T> mistake(String key, String problem) {
        mistakes.add(new Mistake(key, problem));
        return Optional.empty();
    }

    @FunctionalInterface
    private interface Parser<T> {
        T parse() throws GeneralSecurityException;
    }
}

package org.almoner.signature;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Reads files with a key and its certificate (PKCS#12, RFC 7292). */
final class KeyStores {

    private KeyStores() {}

    /**
     * The signer of a file.
     *
     * @throws IllegalArgumentException with what is wrong, in words for an operator; never with the
     *     password or a part of the key
     */
    static DocumentSigner read(Path file, String password) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            String alias = onlyKey(store);
            PrivateKey key = (PrivateKey) store.getKey(alias, password.toCharArray());
            return new DocumentSigner(key, chain(store.getCertificateChain(alias)));
        } catch (IOException failure) {
            throw new IllegalArgumentException(
                    failure.getCause() instanceof UnrecoverableKeyException
                            ? "the password does not open it"
                            : "it cannot be read, or is no PKCS#12 file",
                    failure);
        } catch (UnrecoverableKeyException other) {
            throw new IllegalArgumentException(
                    "the private key has another password than the file", other);
        } catch (GeneralSecurityException broken) {
            throw new IllegalArgumentException("its content cannot be used", broken);
        }
    }

    private static String onlyKey(KeyStore store) throws GeneralSecurityException {
        List<String> keys = Collections.list(store.aliases());
        for (String alias : List.copyOf(keys)) {
            if (!store.entryInstanceOf(alias, KeyStore.PrivateKeyEntry.class)) {
                keys.remove(alias);
            }
        }
        if (keys.size() != 1) {
            throw new IllegalArgumentException(
                    "it holds " + keys.size() + " private keys with a certificate, not one");
        }
        return keys.get(0);
    }

    private static List<X509Certificate> chain(Certificate[] found) {
        return Stream.of(found).map(X509Certificate.class::cast).toList();
    }
}

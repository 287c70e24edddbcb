package org.almoner.signature;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.Map;
import java.util.Optional;

/** With what offices sign their tax documents. */
@ConfigMapping(prefix = "almoner.tax.signing")
interface SignatureConfig {

    /** By the office's code, in any case, because names of environment variables have none. */
    @WithParentName
    Map<String, KeyStoreFile> offices();

    /** A file with one private key and its certificate. */
    interface KeyStoreFile {

        /** Path of a PKCS#12 file: key, certificate, and those of who vouches for it. */
        String keystore();

        /** Its password; or {@link #passwordFile}. */
        Optional<String> password();

        /** A file whose first line is the password. */
        Optional<String> passwordFile();
    }
}

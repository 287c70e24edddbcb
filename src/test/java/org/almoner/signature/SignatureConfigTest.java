package org.almoner.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Settings as containers are given them: by environment variables, which know no case. */
class SignatureConfigTest {

    @Test
    void offices_are_named_by_environment_variables() {
        SignatureConfig config =
                new SmallRyeConfigBuilder()
                        .withMapping(SignatureConfig.class)
                        .withSources(
                                new EnvConfigSource(
                                        Map.of(
                                                "ALMONER_TAX_SIGNING__CA__KEYSTORE",
                                                "/etc/almoner/signing/CA.p12",
                                                "ALMONER_TAX_SIGNING__CA__PASSWORD_FILE",
                                                "/etc/almoner/signing/CA.password"),
                                        300))
                        .build()
                        .getConfigMapping(SignatureConfig.class);
        assertEquals(1, config.offices().size());
        SignatureConfig.KeyStoreFile file = config.offices().values().iterator().next();
        assertEquals("/etc/almoner/signing/CA.p12", file.keystore());
        assertEquals(Optional.of("/etc/almoner/signing/CA.password"), file.passwordFile());
        assertEquals(Optional.empty(), file.password());
    }
}

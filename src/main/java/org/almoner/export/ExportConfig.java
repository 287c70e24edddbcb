package org.almoner.export;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How exports are made and kept. */
@ConfigMapping(prefix = "almoner.export")
interface ExportConfig {

    /** How often every node looks for exports to make. */
    @WithDefault("2S")
    Duration workEvery();

    /**
     * How much memory of the database's each sort of an export may take, and twice as much each
     * hash; beyond that it goes by way of the disk.
     */
    @WithDefault("64M")
    MemorySize workMemory();

    /** How often an export is tried before it counts as failed. */
    @WithDefault("5")
    int attempts();

    /** How long a try that went wrong is waited for; the next ones wait longer. */
    @WithDefault("10S")
    Duration retryAfter();

    /** How long files are kept that hold names. */
    @WithDefault("90D")
    Duration keepNames();

    /** How often files whose days have passed are looked for. */
    @WithDefault("6H")
    Duration forgetEvery();
}

package io.reco.examples;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** The version of this build, from the manifest of its jar. */
final class RecoVersion implements IVersionProvider {
    /** The version, or {@code "development"} when run from classes. */
    static String text() {
        @Nullable String version = RecoVersion.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"reco " + text()};
    }
}

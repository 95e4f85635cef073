package io.reco.core.io;

import io.reco.core.data.Catalog;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;

/** A data set as text with everything in it, so that two can be compared and a difference be read. */
final class DatasetDump {
    private DatasetDump() {}

    static String of(Dataset dataset) {
        Catalog catalog = dataset.catalog();
        StringBuilder out = new StringBuilder();
        for (int t = 0; t < catalog.trackCount(); t++) {
            out.append(catalog.trackTold(t) ? "track " : "track? ")
                    .append(catalog.track(t))
                    .append('\n');
        }
        for (int a = 0; a < catalog.artists().size(); a++) {
            out.append(catalog.artistTold(a) ? "artist " : "artist? ")
                    .append(catalog.artists().id(a))
                    .append(' ')
                    .append(catalog.artistName(a))
                    .append('\n');
        }
        for (int b = 0; b < catalog.albums().size(); b++) {
            out.append(catalog.albumTold(b) ? "album " : "album? ")
                    .append(catalog.albums().id(b))
                    .append(' ')
                    .append(catalog.albumTitle(b))
                    .append('\n');
        }
        for (int g = 0; g < catalog.genres().size(); g++) {
            out.append("genre ")
                    .append(catalog.genres().id(g))
                    .append(' ')
                    .append(catalog.genreName(g))
                    .append('\n');
        }
        out.append("tags ").append(catalog.tags().ids()).append('\n');
        EventLog log = dataset.events();
        for (int c = 0; c < dataset.profiles().size(); c++) {
            out.append(dataset.profiles().told(c) ? "character " : "character? ")
                    .append(dataset.profiles().profile(c, catalog))
                    .append('\n');
            for (int i = log.start(c); i < log.end(c); i++) {
                out.append("  ")
                        .append(log.type(i))
                        .append(' ')
                        .append(catalog.tracks().id(log.track(i)))
                        .append(" @")
                        .append(log.timeMillis(i))
                        .append(" played ")
                        .append(log.millisPlayed(i))
                        .append(" value ")
                        .append(log.value(i))
                        .append(' ')
                        .append(log.origin(i))
                        .append('\n');
            }
        }
        for (int p = 0; p < dataset.playlists().size(); p++) {
            out.append(dataset.playlists().playlist(p, catalog, dataset.profiles()))
                    .append('\n');
        }
        return out.toString();
    }
}

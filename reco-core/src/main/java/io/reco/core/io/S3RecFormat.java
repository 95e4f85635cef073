package io.reco.core.io;

import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventType;
import io.reco.core.data.Origin;
import io.reco.core.data.Track;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The files of S3-Rec: {@code NAME.txt} with {@code user item item ...} a line, in time order without times, and
 * {@code NAME_item2attributes.json} with {@code {"item": [attribute, ...]}}. Attributes are numbers without names; they
 * become tags, and genres by {@link TagCounts}.
 */
final class S3RecFormat implements DatasetFormat {
    @Override
    public String name() {
        return "s3rec";
    }

    @Override
    public String description() {
        return "S3-Rec text: 'user item item ...' a line (NAME.txt, NAME_item2attributes.json)";
    }

    @Override
    public List<Role> roles() {
        return List.of(
                new Role("events", true, false, "NAME.txt", Pattern.compile("(?<stem>.+)\\.txt")),
                Role.withStem("attributes", false, "_item2attributes.json"));
    }

    @Override
    public ReadResult read(Sources sources, ReadOptions options) throws IOException {
        return ReadSession.run(this, sources, options, session -> {
            for (Source source : sources.all("attributes")) {
                readAttributes(session, source);
            }
            readEvents(session, sources.required("events"));
        });
    }

    private static void readAttributes(ReadSession session, Source source) throws IOException {
        DatasetBuilder dataset = session.dataset();
        TagCounts tags = new TagCounts();
        Set<String> items = new LinkedHashSet<>();
        JsonFile.readMembers(session, source, (item, value) -> {
            if (item.isEmpty()) {
                throw BadRecord.of(RejectReason.EMPTY_ID, "an item");
            }
            List<String> attributes = JsonRecord.texts(value.node(), "attributes");
            if (!items.add(item)) {
                throw BadRecord.ofField(RejectReason.DUPLICATE_ID, "item", item, "");
            }
            attributes.forEach(attribute -> tags.add(item, attribute));
        });
        tags.finish();
        for (String item : items) {
            dataset.catalog()
                    .addTrack(Track.builder(item)
                            .genres(tags.genres(item))
                            .tags(tags.tags(item))
                            .build());
        }
    }

    private static void readEvents(ReadSession session, Source source) throws IOException {
        DatasetBuilder dataset = session.dataset();
        TextTable.utf8(Splitter.BLANKS, "user", "item").read(session, source, row -> {
            row.require(2, Integer.MAX_VALUE);
            String user = row.id(0);
            if (dataset.characterIds().indexOf(user) >= 0) {
                throw row.bad(RejectReason.DUPLICATE_ID, 0, "user");
            }
            int c = dataset.character(user);
            for (int j = 1; j < row.count(); j++) {
                int t = dataset.catalog().trackIds().addUtf8(row.bytes(), row.start(j), row.end(j));
                session.addEvent(c, t, EventLog.NO_TIME, EventType.LISTEN, -1, Float.NaN, Origin.UNKNOWN);
            }
            return true;
        });
    }
}

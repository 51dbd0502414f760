"""What the audit log says of publishing."""

from foundation.audit.verbs import register_verbs

register_verbs(
    {
        "publishing.hold": "停住发布",
        "publishing.keep": "永久保留版本",
        "publishing.key.make": "生成发布密钥",
        "publishing.key.rotate": "更换发布密钥",
        "publishing.override_links": "带断链发布",
        "publishing.redeliver": "重新投递版本",
        "publishing.resume": "恢复发布",
        "publishing.roll_back": "回退版本",
        "publishing.verify": "验证版本",
        "publishing.verify.failed": "验证版本：有不符",
    }
)

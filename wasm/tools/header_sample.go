//go:build js

package main

// headerSamples are headers to try, of senders that do not exist (RFC 2606, RFC 5737).
var headerSamples = map[string]string{
	"other-domain": `Return-Path: <bounce-77@mail.services.example>
Received: from mx.receiver.example (mx.receiver.example [192.0.2.200])
	by store.receiver.example with LMTP id 1; Fri, 27 Nov 2026 10:07:41 +0900
Received: from out1.services.example (out1.services.example [192.0.2.33])
	by mx.receiver.example (Postfix) with ESMTPS id 4ABC
	for <taro@receiver.example>; Fri, 27 Nov 2026 10:07:40 +0900
Authentication-Results: mx.receiver.example;
	spf=pass smtp.mailfrom=mail.services.example;
	dkim=pass header.d=services.example header.s=k1;
	dmarc=fail (p=none) header.from=healthy.example
Received: from app.services.example (app.services.example [192.0.2.34])
	by out1.services.example with ESMTP id 9; Fri, 27 Nov 2026 10:00:02 +0900
DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=services.example; s=k1;
	h=From:To:Subject:Date; bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=; b=AAAA
From: =?UTF-8?B?44OL44Ol44O844K5?= <news@healthy.example>
To: taro@receiver.example
Subject: =?ISO-2022-JP?B?GyRCJCpDTiRpJDsbKEI=?=
Date: Fri, 27 Nov 2026 10:00:00 +0900
List-Unsubscribe: <https://services.example/u/1>
List-Unsubscribe-Post: List-Unsubscribe=One-Click
`,
	"list": `Return-Path: <town-bounces@lists.services.example>
Received: from lists.services.example (lists.services.example [192.0.2.50])
	by mx.receiver.example (Postfix) with ESMTP id 5XYZ
	for <taro@receiver.example>; Fri, 27 Nov 2026 10:31:00 +0900
Authentication-Results: mx.receiver.example;
	spf=pass smtp.mailfrom=lists.services.example;
	dkim=fail (body hash did not verify) header.d=healthy.example header.s=s1;
	dmarc=fail header.from=healthy.example
Received: from mail.healthy.example (mail.healthy.example [203.0.113.5])
	by lists.services.example with ESMTPS; Fri, 27 Nov 2026 10:00:06 +0900
X-Mailman-Version: 2.1.39
List-Id: People of the town <town.lists.services.example>
List-Post: <mailto:town@lists.services.example>
DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=healthy.example; s=s1;
	h=From:To:Subject:Date; bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=; b=AAAA
From: info@healthy.example
To: town@lists.services.example
Subject: [town 12] hello
Date: Fri, 27 Nov 2026 10:00:04 +0900
`,
}
